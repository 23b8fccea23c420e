// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <string>

#include "io/base/files.hpp"
#include "io/catalogue/write_catalogue.hpp"
#include "io/edition/edition_parts.hpp"
#include "io/edition/products.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io::products {
namespace fs = std::filesystem;

void catalogue(const Material& material, std::vector<HashedFile>& files, const Target& target) {
    const CatalogueSettings settings = read_catalogue_settings(data_folder() / "styles");
    CatalogueSubject subject{
        material.config, material.crs.epsg, {}, material.inputs.sources, files, {}};
    if (const geo::Box box = box_of_areas(material); !box.empty())
        subject.extent = extent_in_degrees(Projector(material.crs), box);
    subject.title_of = [&](std::string_view name) -> std::string {
        for (const Table& table : material.tables)
            if (table.name == name) return layer_text(material, table).title;
        return {};
    };
    write_catalogue(catalogue_record(subject, settings,
                                     read_licences(reference_folder() / "licences.csv",
                                                   material.config.language)),
                    settings, target.folder, target.notices);
    for (const char* name : {catalogue_name, iso_record_name})
        files.push_back(
            {name, sha256_of(target.folder / name), fs::file_size(target.folder / name)});
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
}

}  // namespace lisiere::io::products
