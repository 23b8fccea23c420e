// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/access/bord.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/step.hpp"

namespace lisiere {

/// How near the edge of the data people live: beyond it nothing is known.
struct Edge {
    std::vector<bool> perimeters;            ///< cut by, or near, the edge
    std::vector<bool> cells;                 ///< its reach touches it
    std::vector<Maybe<double>> rim_minutes;  ///< by cell, on foot (`access::rim_minutes`)
    std::vector<double> rim_metres;          ///< by cell
    Notices notices;
};

struct EdgeInputs {
    Made<ModeStreets> walked;
    Minutes limit{0};                             ///< longest walk that is looked for
    View<std::vector<geo::MultiPolygon>> shapes;  ///< of the perimeters
    std::vector<std::string> ids;                 ///< of the perimeters
    std::vector<bool> clipped;                    ///< by perimeter: cut to the declared extent
    access::BordOptions bord;
};

/// Cost: one search from the rim of the streets, and one overlay a perimeter.
Edge edge_of_data(const EdgeInputs& inputs, const Progress& progress);

}  // namespace lisiere
