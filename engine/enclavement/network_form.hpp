// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/enclavement/measure.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::enclavement {

/// `acces_unique`: 1 when there is one street whose closure cuts the place off from the body of the
/// network, else 0. The body is the largest part of the main component in which no street is such a
/// link (ties: the one with the lowest node); a place on another component is cut off already: 1.
/// Off the network: `non_rattache`. One-way streets count as two-way. Guarantee: a street added
/// inside the main component never turns a 0 into a 1 unless it makes another part the largest.
/// Cost: one depth-first walk of the graph, O(nodes + edges).
CellMeasure single_access(const street::StreetGraph& graph,
                          std::span<const std::optional<street::Snap>> places);

/// The network inside a shape.
struct NetworkForm {
    std::size_t nodes = 0;
    std::size_t edges = 0;     ///< with both ends inside
    std::size_t parts = 0;     ///< connected parts of them
    Maybe<double> meshedness;  ///< maillage: (e - v + parts) / (2 v - 5); `sans_objet` with fewer
                               ///< than 3 nodes
    Maybe<double> dead_ends;   ///< impasses_part: share of the nodes with one street; `sans_objet`
                               ///< without nodes
};
NetworkForm network_form(const street::StreetGraph& graph, const geo::MultiPolygon& shape);

/// What holds a quarter to a place.
struct FragileLink {
    Maybe<double> least;  ///< coupe_minimale: least number of streets whose closure parts them, up
                          ///< to the limit
    bool at_least = false;                 ///< the limit was met: there may be more
    std::vector<street::EdgeIdx> streets;  ///< those streets, when the limit was not met, ascending
};

struct MinCutOptions {
    Metres centre_radius{300};  ///< DEFAULT: the centre is every node within 300 m of the place
    int limit = 30;             ///< DEFAULT: above 30 the link is not fragile, counting stops
};

/// Least number of streets to close so that no walk is left between the nodes inside `quarter` and
/// those around `centre`: maximum flow with one unit a street (Menger), streets walked both ways.
/// 0: they are apart already. `sans_objet` when a node is in both; `non_rattache` when one of them
/// has no node. The streets given are the cut nearest to the quarter. Cost: at most limit + 1
/// breadth-first walks.
FragileLink fragile_link(const street::StreetGraph& graph, const geo::MultiPolygon& quarter,
                         const geo::Point& centre, const MinCutOptions& options = {});

}  // namespace lisiere::enclavement
