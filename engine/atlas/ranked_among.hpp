// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/enclavement/enclavement.hpp"

namespace lisiere {

struct Atlas;

/// The measures of enclosure as this run takes them: those of the basket with the services that it
/// counts in their label ("11 de 27 services connus"), and each with what its values depend on
/// (`basis`), so that one ranked elsewhere by another definition is told.
std::vector<enclavement::MeasureDefinition> measures_of_run(const Atlas& atlas);

/// Measures of this run by the other thresholds that `Inputs::choices` names: those of streets
/// (`Atlas::streets_by_threshold`) and of stops in reach (`Atlas::supply_by_threshold`), the share
/// of directions whose detour is above another limit, the heavy stop within another distance, the
/// basket within other minutes. One that cannot be had by another threshold is left out.
std::vector<enclavement::Variant> threshold_variants(const Atlas& atlas,
                                                     const enclavement::Fabric& fabric);

/// Does a way on the streets of a mode (minutes without parking) go farther than where its data
/// end? False where the rim is beyond any search.
bool passes_rim(const Atlas& atlas, access::TravelMode mode, std::size_t cell,
                const Maybe<double>& minutes);

/// By measure id, by cell: does all that the measure looks at lie in the data? Measures without a
/// reach, and those of a mode that the run has not, are not named: nothing cuts them.
std::map<std::string, std::vector<bool>> whole_surroundings(
    const Atlas& atlas, const std::vector<enclavement::CellMeasure>& values,
    const std::vector<enclavement::Variant>& variants);

}  // namespace lisiere
