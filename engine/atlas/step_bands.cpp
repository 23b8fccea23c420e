// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_bands.hpp"

namespace lisiere {

std::vector<vecu::Band> bands(const BandInputs& in, const Progress&) {
    if (in.shapes.empty()) return {};
    std::vector<double> distances;
    for (const Metres distance : in.distances) distances.push_back(distance.value());
    return vecu::bands(in.shapes, distances, *in.population, in.threads.value);
}

}  // namespace lisiere
