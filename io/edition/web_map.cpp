// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "io/base/files.hpp"
#include "io/edition/products.hpp"
#include "io/edition/write_map.hpp"
#include "io/viewer/write_viewer.hpp"

namespace lisiere::io::products {
namespace fs = std::filesystem;

void web_map(const Material& material, const Target& target) {
    const Projector projector(material.crs);
    MapJob job = map_job(material, projector);
    job.base = &material.base_map;
    const fs::path folder = target.folder / "tuiles";
    fs::create_directories(folder);
    const WebMap map = write_map(job, folder / "lisiere.mbtiles", folder / "lisiere.pmtiles",
                                 target.notices, target.progress);
    write_text(folder / "lisiere.json",
               tilejson(map.tiles.metadata, "pmtiles://lisiere.pmtiles/{z}/{x}/{y}"));
    write_text(folder / "style.json", map.style);

    report(target.progress, "carte", 0);
    ViewerEdition viewer;
    viewer.name = material.config.name;
    viewer.language = material.config.language;
    const ViewerTexts texts = viewer_texts(material);
    viewer.texts = &texts;
    viewer.tables = material.tables;
    viewer.drawn = map.shown;
    viewer.styles = &material.styles;
    viewer.plates = material.print.plates;
    viewer.absent = material.absent;
    viewer.communes = material.communes;
    viewer.to_lonlat = [&projector](const geo::Point& point) { return projector.inverse(point); };
    viewer.south_west = map.tiles.metadata.south_west;
    viewer.north_east = map.tiles.metadata.north_east;
    viewer.map_style = map.style;
    viewer.tiles = folder / "lisiere.pmtiles";
    viewer.addresses = !material.config.addresses.empty();
    write_viewer(viewer, viewer_bundle(), target.folder / "carte", target.notices);
    report(target.progress, "carte", 1);
    if (viewer.addresses && fs::exists(target.folder / "carte" / "index.html"))
        addresses(material, projector, target);
}

}  // namespace lisiere::io::products
