// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/scenario.hpp"

#include <optional>

#include "engine/atlas/scenario_layers.hpp"

namespace lisiere {

ScenarioInputs with_scenario(const Inputs& inputs, const scenario::Scenario& scenario,
                             Notices& notices) {
    ScenarioInputs result{inputs, {}};
    const street::ByMode<std::optional<street::StreetGraph>*> graphs{
        &result.inputs.streets, &result.inputs.cycling, &result.inputs.driving};
    for (const street::Mode mode : street::all_modes) {
        std::optional<street::StreetGraph>& graph = *graphs[street::index_of(mode)];
        if (!graph) continue;
        scenario::EditedStreets edited = scenario::with_ways(*graph, scenario, mode);
        result.ways[street::index_of(mode)] = std::move(edited.ways);
        graph = std::move(edited.graph);
    }
    scenario::note_ways(scenario, result.ways, notices);
    return result;
}

std::vector<Table> scenario_tables(const Comparison& comparison) {
    using Layer = Table (*)(const Comparison&);
    constexpr Layer every_layer[] = {layers::scenario_carreaux, layers::scenario_perimetres,
                                     layers::scenario_voies};
    std::vector<Table> all;
    for (const Layer layer : every_layer) all.push_back(layer(comparison));
    return all;
}

}  // namespace lisiere
