// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/indicator.hpp"
#include "engine/census/overlays.hpp"
#include "engine/core/notice.hpp"

namespace lisiere {

/// What readers of the indicators have to know of them and no single value says: perimeters outside
/// the sources, EPCI that are not whole, gaps between two years, estimates without interval or by
/// area alone, adjustments, values that cannot be. `values`: of `definitions`, as computed from
/// `inputs`.
void note_portraits(const std::vector<census::IndicatorValue>& values,
                    const std::vector<census::IndicatorDefinition>& definitions,
                    const census::IndicatorInputs& inputs, census::Overlays& overlays,
                    Notices& notices);

}  // namespace lisiere
