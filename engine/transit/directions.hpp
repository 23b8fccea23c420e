// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/transit/grouping.hpp"

namespace lisiere::transit {

/// `TripDraft::direction` of a trip whose feed does not say.
inline constexpr std::uint8_t direction_unsaid = 255;

/// One place a line calls at, for telling which way it goes: opposite platforms share `name`.
struct DirectionStop {
    std::uint32_t place = 0;  ///< same number: same station, or stops of one name
    double x = 0;             ///< any metric plane
    double y = 0;
};

/// Gives every trip without a direction one, from the order of its stops: 0 or 1 along its line.
/// Of a line, stop sequences are taken from the one with most trips to the one with fewest; each
/// joins the way whose sequences call at the places they share in its own order (pairs of places in
/// the same order less pairs in the opposite one, by trips), else, with fewer than two places in
/// common, the way that heads as it does (first to last stop, within a right angle). Directions
/// that the feed tells are kept, unless it gives one and the same to a line whose trips call at two
/// places or more in opposite orders: then none of that line is believed. `stops` by stop of the
/// calls. Ties go to way 0. Returns how many lines were given directions.
/// Cost: O(calls), and per line the square of its distinct stop sequences.
std::size_t find_directions(std::vector<TripDraft>& drafts, std::span<const Call> calls,
                            std::span<const DirectionStop> stops);

}  // namespace lisiere::transit
