// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::census {

/// The published places as unions of pieces that do not overlap: what each perimeter, alone or with
/// others, holds of each commune, and the rest of each commune.
struct PlacePieces {
    std::size_t count = 0;
    std::vector<std::vector<std::uint32_t>> perimeters;  ///< pieces of each, ascending
    std::vector<std::vector<std::uint32_t>> references;
};

/// A part of less ground than this is the width of a drawn line, however small what it is cut from.
inline constexpr double least_ground_m2 = 100;

/// `communes`: their shapes; `communes_of[p]`: those of perimeter p (empty: in none); `references`:
/// groups of communes, an empty group being everything; `is_rest`, by reference: without the
/// perimeters that are `priority` (empty vectors: none is). Overlaps below 1 % of the smaller
/// perimeter, or below `least_ground_m2`, are drawing differences, not places: taken as none, so
/// that what could nearly be computed counts as computed; a perimeter as small
/// holds no piece, a commune of which as little is left has no rest. Cost: boxes for most; overlays
/// where perimeters do overlap.
PlacePieces place_pieces(std::span<const geo::MultiPolygon> perimeters,
                         std::span<const geo::MultiPolygon> communes,
                         std::span<const std::vector<std::uint32_t>> communes_of,
                         std::span<const std::vector<std::uint32_t>> references,
                         const std::vector<bool>& is_rest = {},
                         const std::vector<bool>& priority = {});

}  // namespace lisiere::census
