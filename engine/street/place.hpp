// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

/// Arithmetic of places on an edge, shared by the searches, so that they agree to the millisecond.
namespace lisiere::street {

/// Times between a place and the two ends of its edge, without the walk to the street. Missing: a
/// one-way forbids it. An end is always 0 from itself.
struct EndCosts {
    std::optional<Cost> from;
    std::optional<Cost> to;
};
/// Walking from the place to the ends.
EndCosts leaving(const StreetGraph::Edge& edge, std::uint32_t along_mm);
/// Walking from the ends to the place.
EndCosts arriving(const StreetGraph::Edge& edge, std::uint32_t along_mm);
/// Straight along the edge from one place of it to another.
std::optional<Cost> along(const StreetGraph::Edge& edge, std::uint32_t origin_mm,
                          std::uint32_t destination_mm);

/// Sum that stays `unreached` when a part is, or when it passes the limit.
constexpr Cost within(std::uint64_t cost, Cost limit) {
    return cost <= limit ? static_cast<Cost>(cost) : unreached;
}

/// The point of the drawn edge at `along_mm` of its length.
geo::Point point_at(const StreetGraph& graph, EdgeIdx edge, std::uint32_t along_mm);

}  // namespace lisiere::street
