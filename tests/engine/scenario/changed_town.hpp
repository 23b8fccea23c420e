// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <utility>

#include "engine/scenario/scenario.hpp"
#include "engine/street/reach.hpp"
#include "tests/support/town.hpp"

namespace lisiere::scenario {

/// A footway at 3.6 km/h: a metre costs 1,000 ms.
inline AddedWay footway(geo::LineString line) {
    AddedWay way;
    way.where = "voies[0]";
    way.line = std::move(line);
    way.kind = "footway";
    way.use[street::index_of(street::Mode::marche)] = {3.6, 3.6};
    return way;
}

/// A town with two dead sides, and the names of its crossings.
inline constexpr const char* fifteen_crossings = R"(
        A-----B-----C     Q-----R
        |     |     |     |     |
        D-----E     F-----S     T
        |           |           |
        G-----H-----I-----U-----V
    )";
inline constexpr std::array<char, 15> fifteen_names{'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H',
                                                    'I', 'Q', 'R', 'S', 'T', 'U', 'V'};

/// Time between two nodes, seconds; -1 when there is no way.
inline double seconds(const street::StreetGraph& graph, street::NodeIdx from, street::NodeIdx to) {
    street::Reach reach(graph);
    const street::Seed seed{from, 0};
    reach.run(std::span(&seed, 1), street::unreached - 1);
    const street::Cost cost = reach.cost(to);
    return cost == street::unreached ? -1 : cost / 1000.0;
}

}  // namespace lisiere::scenario
