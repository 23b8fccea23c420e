// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/scenario_layers.hpp"

namespace lisiere {

std::vector<Table> scenario_tables(const Comparison& comparison) {
    using Layer = Table (*)(const Comparison&);
    constexpr Layer every_layer[] = {layers::scenario_carreaux,    layers::scenario_perimetres,
                                     layers::scenario_roses,       layers::scenario_voies,
                                     layers::scenario_equipements, layers::scenario_acces,
                                     layers::scenario_composantes};
    std::vector<Table> all;
    for (const Layer layer : every_layer) all.push_back(layer(comparison));
    return all;
}

}  // namespace lisiere
