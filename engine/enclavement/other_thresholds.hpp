// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/enclavement/enclavement.hpp"

namespace lisiere::enclavement {

/// Is it of a measure of streets and barriers by another threshold?
bool threshold_of_streets(const Choice& choice);

/// What the uncertainty analysis needs of streets and barriers by other thresholds, under the names
/// of `variant_id`, in the order of `settings.choices`: `acces_perdu_15` and `pedshed_15` within
/// other minutes, `entrees_km_300` out of another circle (walked to within as many times its
/// radius). Choices of other measures are left out, those of access lost without barriers too.
/// Cost: that of each measure again, a threshold; nothing without such a choice.
std::vector<CellMeasure> street_measures_by_threshold(const FabricInputs& inputs,
                                                      const EnclosureSettings& settings,
                                                      const Progress& progress = {});

}  // namespace lisiere::enclavement
