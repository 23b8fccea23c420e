// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/atlas/scenario.hpp"

/// One function, in one file, per layer of a scenario.
namespace lisiere {

/// What enters or leaves a lived quarter is told of the area that holds 80 % of the visits.
inline constexpr double scenario_lived_level = 0.8;

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
