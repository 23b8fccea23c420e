// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::scenario {

/// A line follows a street where the street stays within this distance of it.
inline constexpr Metres followed_within{5};
/// ... for at least this length, or for the whole of the street: less is a street that crosses.
inline constexpr Metres followed_for{15};

/// A part of a line, metres along it; `from == to`: cut there.
struct Part {
    double from = 0;
    double to = 0;
};

/// The parts of a line that a selection takes, ascending, apart from one another. Selections by id
/// take nothing of a bare line.
std::vector<Part> selected_parts(const geo::LineString& line, const Selection& selection);

/// A part of a street that a change takes.
struct TakenStretch {
    std::size_t change = 0;  ///< position of the closure among those given
    geo::LineString line;    ///< at least two points; a cut is its place twice
};

struct ClosedGraph {
    street::StreetGraph graph;
    std::vector<TakenStretch> taken;
    std::size_t isolated = 0;       ///< crossings that are cut off from the rest of the town
    std::vector<double> nearest_m;  ///< by closure: distance to the nearest street when it takes
                                    ///< nothing; infinite when there is none, or for ids
};

/// The streets of a mode without what the selections take. A street that is cut keeps the rest of
/// itself on either side, as dead ends. A stretch that is taken is closed to passage (neither
/// `forward` nor `backward`): who is tied to it still walks it to its ends; one that nobody can be
/// tied to is gone. Nodes keep their numbers, new ones follow; points are still
/// tied to a part of town that the closures cut off (`street::tied_though_small`), so that its
/// residents stay where they are; `large_component` as in `street::SnapOptions`. The order of the
/// selections changes nothing but `change`. Nothing taken: the graph comes back as it is.
ClosedGraph without(const street::StreetGraph& streets, std::span<const Selection* const> closed,
                    std::size_t large_component);

/// The ways without what the closures of a mode take of them; ends made by a closure stay free.
std::vector<AddedWay> open_ways(std::span<const AddedWay> ways,
                                std::span<const Selection* const> closed);

/// The streets of a mode that become a walk, as ways to add to the streets of `to`: those parts of
/// `from` that a selection takes and that no street of `to` follows already.
std::vector<AddedWay> walks_over(const street::StreetGraph& from, const street::StreetGraph& to,
                                 std::span<const PedestrianStreets> streets);

}  // namespace lisiere::scenario
