// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <vector>

#include "io/base/files.hpp"
#include "io/edition/products.hpp"
#include "io/edition/write_map.hpp"
#include "io/viewer/write_scenario_map.hpp"

namespace lisiere::io::products {
namespace fs = std::filesystem;

void scenario_map(const Material& material, const std::string& base, const Target& target) {
    const auto& told = material.config.scenarios.front();
    ScenarioMap scenario;
    scenario.name = told.name;
    scenario.title = told.title;
    scenario.description = told.description;
    scenario.base = base;
    const std::vector<Table> all = scenario_map_tables(material.tables);
    const Projector projector(material.crs);
    MapJob job = map_job(material, projector);
    // The edition's own outlines and names are there already.
    std::vector<LayerStyle> styles = material.fitted;
    std::erase_if(styles, [](const auto& one) { return one.layer == "scenario_perimetres"; });
    job.fitted = styles;
    std::vector<Table> drawn;
    for (const Table& table : all)
        if (table.name != "scenario_perimetres") drawn.push_back(table);
    job.tables = drawn;
    const fs::path folder = target.folder / "carte";
    fs::create_directories(folder);
    const WebMap map =
        write_map(job, {}, folder / "lisiere.pmtiles", target.notices, target.progress);
    write_text(folder / "style.json", map.style);
    const ViewerTexts texts = viewer_texts(material);
    scenario.texts = &texts;
    scenario.tables = all;
    scenario.drawn = map.shown;
    write_scenario_map(scenario, folder);
}

}  // namespace lisiere::io::products
