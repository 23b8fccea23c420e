// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::vecu {

/// A regulatory band: places outside a perimeter, within a distance of its limit.
struct Band {
    std::optional<std::size_t> perimeter;  ///< position; none: of all perimeters together
    double distance_m = 0;
    geo::MultiPolygon shape;  ///< ring: the perimeter is left out (of all: every perimeter is)
    double people = 0;        ///< residents of the study area in it, by area of cells
};

/// Bands of each perimeter, then of all together (their union), by (perimeter, distance).
/// Shape: the buffer of the perimeter minus the perimeter. What a line says of reduced VAT:
/// reduced_vat.hpp. Round corners are drawn with 64 chords a quarter turn: at 500 m the line is at
/// most 4 cm inside the true one.
std::vector<Band> bands(std::span<const geo::MultiPolygon> perimeters,
                        std::span<const double> distances_m, const census::Population& population,
                        Threads threads);

}  // namespace lisiere::vecu
