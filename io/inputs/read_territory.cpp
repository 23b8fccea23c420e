// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/geo/measure.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/inputs/cut_columns.hpp"
#include "io/inputs/extent.hpp"
#include "io/inputs/reading.hpp"
#include "io/inputs/settle_territory.hpp"
#include "io/layers/read_areas.hpp"
#include "io/layers/read_epci.hpp"
#include "io/layers/read_lineage.hpp"
#include "io/layers/read_perimeters.hpp"

namespace lisiere::io {
namespace {

void read_all_communes(Reading& reading, std::vector<Commune>& communes) {
    for (const LayerSpec& spec : reading.config.communes)
        for (Commune& commune : read_communes(spec, reading.context(), reading.notices()))
            communes.push_back(std::move(commune));
    EpciSizes& sizes = reading.in().territory.epci_communes;
    for (const LayerSpec& spec : reading.config.epci)
        for (const auto& [epci, count] : join_epci(spec, communes, reading.notices()))
            sizes[epci] += count;
    if (reading.config.epci.empty()) sizes = epci_in_contours(reading.config.communes, communes);
    settle_epci(communes, sizes, reading.notices());
}

void read_all_iris(Reading& reading) {
    for (const LayerSpec& spec : reading.config.iris) {
        reading.in().areas.push_back(read_iris(spec, reading.context(), reading.notices()));
        if (may_be_shapefile(spec.file))
            drop_cut_columns(reading.in().areas.back(), spec.source, reading.in().indicators,
                             reading.notices());
    }
}

/// The declared communes and the perimeters, with the buffer: what every later layer is loaded
/// up to.
void study_area(Reading& reading, geo::Box box) {
    for (const Commune& commune : reading.in().territory.communes) {
        const geo::Box own = geo::bounds(commune.shape);
        if (own.intersects(box)) box.extend(own);
    }
    reading.in().territory.study_area = box.grown(reading.config.buffer_m);
    reading.window = reading.in().territory.study_area;
}

void cut_to_extent(Reading& reading) {
    if (!reading.config.extent_lonlat) return;
    reading.in().extent = extent_shape(*reading.config.extent_lonlat, *reading.projector);
    cut_perimeters(reading.in().territory.perimeters, reading.in().extent, reading.config,
                   reading.in().kept_share, reading.notices());
}

}  // namespace

void read_territory_layers(Reading& reading) {
    Territory& territory = reading.in().territory;
    territory.name = reading.config.name;
    territory.crs = reading.crs;

    // Lists that designate perimeters by IRIS or commune need those layers whole, before any
    // window is known.
    const bool by_list =
        std::any_of(reading.config.perimeters.begin(), reading.config.perimeters.end(),
                    [](const PerimeterSpec& spec) { return !spec.by.empty(); });
    std::vector<Commune> communes;
    if (by_list) {
        read_all_communes(reading, communes);
        read_all_iris(reading);
    }
    territory.perimeters = read_perimeters(
        reading.config.perimeters, reading.context(),
        {reading.in().areas.empty() ? nullptr : &reading.in().areas.front(), communes},
        reading.notices());
    leave_out_far_perimeters(territory.perimeters, *reading.projector, reading.notices());
    cut_to_extent(reading);
    geo::Box box;
    for (const Perimeter& perimeter : territory.perimeters)
        if (perimeter.shape) box.extend(geo::bounds(*perimeter.shape));
    reading.window = box.grown(reading.config.buffer_m);
    if (!by_list) {
        reading.attempt([&] { read_all_communes(reading, communes); });
        reading.attempt([&] { read_all_iris(reading); });
    }
    for (census::AreaTable& areas : reading.in().areas)
        settle_communes(areas, communes, reading.notices());
    for (Commune& commune : communes) territory.communes.push_back(std::move(commune));
    // Quarters that nobody has drawn say nothing of where the territory is.
    if (box.empty())
        for (const Commune& commune : territory.communes) box.extend(geo::bounds(commune.shape));
    if (box.empty())
        throw InputError({reading.config.file.string() + ", clé perimetres",
                          "aucun périmètre n'a de contour, et aucune commune n'est déclarée",
                          "de quoi savoir où est le territoire",
                          "déclarer une couche de périmètres, ou [[communes]]"});
    study_area(reading, box);
    reading.attempt([&] {
        reading.in().former =
            read_former(reading.config.lineage, reading.context(), reading.notices());
    });
    reading.attempt(
        [&] { reading.in().passages = read_passages(reading.config.lineage, reading.notices()); });
    report(reading.progress, "lecture des périmètres", 1);
}

}  // namespace lisiere::io
