// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/mode.hpp"

namespace lisiere::scenario {

/// What a mode makes of an added way, along its line and against it; 0: not that way.
struct WayUse {
    double forward_kmh = 0;
    double backward_kmh = 0;
    bool any() const { return forward_kmh > 0 || backward_kmh > 0; }
};

/// A way that is not there yet, as drawn, in the working CRS.
struct AddedWay {
    std::string where;  ///< "voies[0], ligne 2": which of the scenario, for messages
    geo::LineString line;
    std::string kind;        ///< key of geodata/reference/voirie.csv: "footway"
    std::uint8_t flags = 0;  ///< street::WayFlag bits
    std::int8_t layer = 0;
    street::ByMode<WayUse> use;
    /// DEFAULT: only drawn vertices join the streets they touch. True: so does every crossing.
    bool joins_crossings = false;
};

/// Several changes to one territory, seen together: a set, in which order means nothing.
struct Scenario {
    std::string name;   ///< "passerelle": of the configuration and of the output folder
    std::string title;  ///< "Passerelle sur l'autoroute"
    std::string description;
    /// DEFAULT: 15 m from the end of an added way to the street it is tied to, by a straight piece.
    Metres tolerance{15};
    std::vector<AddedWay> ways;
};

}  // namespace lisiere::scenario
