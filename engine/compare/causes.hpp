// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/compare/edition.hpp"
#include "engine/compare/rules.hpp"

namespace lisiere::compare {

/// All that the two editions were not made from alike: kinds of input whose files have other
/// hashes (a file that was renamed is the same), files of geodata/, settings, the program. Sorted.
std::vector<Cause> causes_between(const Edition& base, const Edition& next);

/// What of it a figure hangs on.
class Attribution {
  public:
    Attribution(const std::vector<Cause>& causes, const Dependences& dependences,
                const std::vector<MeasureRule>& rules);

    /// Causes that a figure with these inputs hangs on at any depth, the nearest first. A setting
    /// that no input and no rule names may touch every figure; so may the program.
    std::vector<CauseOf> of(const std::vector<std::string>& inputs) const;

  private:
    const std::vector<Cause>& causes_;
    const Dependences& dependences_;
    std::vector<bool> general_;  ///< by cause: a setting that nothing names
};

}  // namespace lisiere::compare
