// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/atlas/scenario.hpp"

/// One function, in one file, per layer of a scenario.
namespace lisiere {

/// Every layer `scenario_*`, in the order they are drawn. Gains are before minus after: above 0 is
/// better off.
std::vector<Table> scenario_tables(const Comparison& comparison);

namespace layers {

Table scenario_acces(const Comparison& comparison);
Table scenario_carreaux(const Comparison& comparison);
Table scenario_composantes(const Comparison& comparison);
/// What of the facilities enters or leaves the areas that hold 80 % of each quarter's visits.
Table scenario_equipements(const Comparison& comparison);
Table scenario_perimetres(const Comparison& comparison);
Table scenario_roses(const Comparison& comparison);
Table scenario_voies(const Comparison& comparison);

}  // namespace layers
}  // namespace lisiere
