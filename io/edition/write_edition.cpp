// SPDX-License-Identifier: Apache-2.0
#include "io/edition/write_edition.hpp"

#include <algorithm>

#include "engine/layers/layers.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "io/base/files.hpp"
#include "io/edition/products.hpp"
#include "io/report/content_hash.hpp"
#include "io/report/notice_table.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::vector<HashedFile> files_below(const fs::path& folder) {
    std::vector<HashedFile> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back({entry.path().lexically_relative(folder).generic_string(),
                             sha256_of(entry.path()), entry.file_size()});
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

/// What stands in the folder by now.
Edition written(const Material& material, const fs::path& folder) {
    Edition edition;
    for (const Table& table : material.tables)
        edition.layers.push_back({table.name, table.rows.size(), content_hash(table)});
    edition.files = files_below(folder);
    return edition;
}

void note_absent(const Material& material, Notices& notices) {
    for (const AbsentPlate& plate : material.absent)
        notices.add(Severity::info, "planche_non_produite", "atlas",
                    plate.said(material.config.language));
}

}  // namespace

Edition write_edition(const Atlas& atlas, const RunConfig& config, const fs::path& folder,
                      Notices& notices, const Progress& progress) {
    const products::Target target{folder, notices, progress};
    std::vector<Table> all = tables(atlas);
    for (Table& table : all)
        if (table.name == "constats")
            say_notices(table, atlas.notices, read_notice_words(config.language));
    Material material =
        material_of(std::move(all), atlas.inputs, atlas.settings.threads, config, notices);
    material.base_map = web_base(atlas.inputs, material.styles, material.print.base);
    note_absent(material, notices);
    products::geopackage(material, target);
    products::project(material, target);
    products::tables(material, target);
    products::distribution(atlas.enclosure.own, target);
    products::web_map(material, target);
    products::html_report(material, target);
    if (config.outputs.workbook) products::workbook(material, target);
    if (config.print.enabled) products::atlas(material, target);
    Edition edition = written(material, folder);
    products::catalogue(material, edition.files, target);
    return edition;
}

Edition write_scenario(const Comparison& comparison, const RunConfig& config,
                       const std::string& base_fingerprint, const fs::path& folder,
                       Notices& notices, const Progress& progress) {
    const products::Target target{folder, notices, progress};
    const Atlas& base = comparison.before;
    const Material material = material_of(scenario_tables(comparison), base.inputs,
                                          base.settings.threads, config, notices);
    products::geopackage(material, target);
    products::project(material, target);
    products::tables(material, target);
    // It is read over its edition, which has the base map.
    products::scenario_map(material, base_fingerprint, target);
    if (config.print.enabled) products::scenario_plate(material, comparison.scenario, target);
    return written(material, folder);
}

}  // namespace lisiere::io
