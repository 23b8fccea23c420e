// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/step.hpp"
#include "engine/vecu/bands.hpp"

namespace lisiere {

struct BandInputs {
    std::vector<geo::MultiPolygon> shapes;  ///< of the quartiers prioritaires that are drawn
    std::vector<Metres> distances;
    Digested<census::Population> population;
    Aside<Threads> threads;
};

/// The regulatory bands around the quartiers prioritaires; none without any. Cost: that of
/// `vecu::bands`.
std::vector<vecu::Band> bands(const BandInputs& inputs, const Progress& progress);

}  // namespace lisiere
