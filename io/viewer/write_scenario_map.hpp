// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/table/table.hpp"
#include "io/style/style.hpp"
#include "io/viewer/viewer_texts.hpp"

namespace lisiere::io {

/// One scenario as the web map of its edition shows it.
struct ScenarioMap {
    std::string name;
    std::string title;
    std::string description;
    std::string base;               ///< fingerprint of the edition it is compared with
    std::span<const Table> tables;  ///< `scenario_map_tables`
    std::span<const LayerStyle> drawn;
    const ViewerTexts* texts = nullptr;
};

/// The layers of a scenario without what the web map has no use for: of the cells, times before
/// (the edition has them), and times that the scenario changes for nobody, of which tiles would be
/// full; facilities that nothing happens to.
std::vector<Table> scenario_map_tables(std::span<const Table> tables);

/// scenario.json (legends, measures, a line a quarter, facilities) and
/// quartiers/<code>.json, beside the tiles and the style, which are the caller's. OutputError when
/// a file cannot be written.
void write_scenario_map(const ScenarioMap& scenario, const std::filesystem::path& folder);

/// Shows in the map of an edition the scenarios that are beside it: links each
/// `scenarios/<name>/carte` into `map`/scenarios under a name that its content decides, then writes
/// scenarios/liste.json in one move, so that a reader sees the old list or the new one. A scenario
/// compared with another edition than `fingerprint` is listed as out of date, for the map to say
/// so instead of drawing a difference with what is no longer there. Without scenarios the list is
/// empty; nothing is written when nothing has changed; a folder that is no map is left as it is,
/// and so is what a user has put or changed among the scenarios. OutputError when a file cannot be
/// written.
void show_scenarios(const std::filesystem::path& scenarios, const std::filesystem::path& map,
                    const std::string& fingerprint);

/// Is this what `show_scenarios` wrote, by its path relative to the folder of an edition, and still
/// as it was? True of the list, and of a whole folder of one scenario.
bool is_scenario_map(const std::filesystem::path& edition, const std::filesystem::path& relative);

}  // namespace lisiere::io
