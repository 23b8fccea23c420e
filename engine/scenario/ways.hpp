// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::scenario {

/// Vertices within this distance of a street, or of another added way, join it: what is drawn by
/// snapping to a layer is not off by more.
inline constexpr Metres joined_within{1};

/// How an added way came to lie among the streets of a mode.
struct TiedWay {
    std::size_t way = 0;  ///< position among the ways given
    std::string where;    ///< and kind: of that way
    std::string kind;
    geo::LineString line;  ///< with the pieces that tie its ends, and vertices moved onto streets
    bool start_tied = false;
    bool end_tied = false;
    std::size_t joints = 0;  ///< places where it meets streets or other ways, ends included
    std::size_t passed = 0;  ///< streets crossed over or under without meeting
    std::optional<double> nearest_street_m;  ///< of a way that meets nothing: from its nearer end
};

struct EditedStreets {
    street::StreetGraph graph;
    std::vector<TiedWay> ways;  ///< those open to the mode, in the order given
};

/// The streets of a mode with these ways among them. Rules, in this order:
/// 1. A vertex within `joined_within` of a street or of another added way joins it there (the
///    nearest; a crossing within the same distance is taken for the place).
/// 2. An end that joins nothing is tied to the nearest street within the tolerance, by a
///    straight piece travelled at the way's speed.
/// 3. Where lines cross without a vertex they do not meet: bridges and tunnels need no flag. With
///    `joins_crossings` a vertex is put at each crossing first.
/// - Streets are cut where ways meet them; times along them are as before to the millisecond of
///   each piece.
/// - Nobody is tied to a way (`street::never_tied`): residents, facilities and stops stay where
///   they were.
/// - Nodes of the graph keep their numbers; new ones follow. Edges are numbered anew.
/// - The order of the ways changes neither times nor lines.
/// - With no way for the mode the graph comes back as it is.
/// Cost: one pass over the edges, and the edges near the ways.
EditedStreets with_ways(const street::StreetGraph& streets, std::span<const AddedWay> ways,
                        Metres tolerance, street::Mode mode);

/// What there is to say of the ways once tied in every mode. `scenario_sans_rue` (erreur): a way
/// that meets no street by any of its modes, with the distance to the nearest;
/// `scenario_bout_libre` (avertissement): an end that joins nothing;
/// `scenario_croisement_sans_noeud` (info): streets passed over or under without meeting.
void note_ways(const Scenario& scenario, const street::ByMode<std::vector<TiedWay>>& tied,
               Notices& notices);

}  // namespace lisiere::scenario
