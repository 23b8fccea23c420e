// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/overlays.hpp"
#include "engine/census/variable.hpp"

namespace lisiere::census {

/// When a piece of ground of which no published total tells is taken for covered by cells.
struct CoveredGroundSettings {
    /// DEFAULT: share of the piece under populated cells from which the rest is ground where nobody
    /// lives (parks, railways), not ground that the cells leave out.
    double least_under_cells = 0.5;
};

/// A part this close to all of it, or to none, is two drawings of one line.
inline constexpr double least_covered_part = 0.01;
/// The share, those slivers taken off: 1 is a whole.
double without_slivers(double share);

/// Which part of each perimeter's ground the populated cells tell of, 0 to 1. A grid has cells only
/// where people live, so that ground without cells is either empty or left out:
///
///     part_p = Σ_z told_pz |p∩z| / |p|
///
/// z: the areas of the table with a population count (POP) that has the most of them, else the
/// communes, and the ground outside all of them. told is 1 where the cells hold the people that z
/// is published to have (CellCover); else 1 where at least half of p∩z lies under cells, and the
/// share that does below. A perimeter without shape has 0. Shapes in one CRS. Our own rule. Cost:
/// an overlay of zones and perimeters, and one of the pieces in doubt and the cells.
std::vector<double> covered_by_cells(const Population& population,
                                     std::span<const geo::MultiPolygon> perimeters,
                                     std::span<const AreaTable> tables,
                                     std::span<const geo::MultiPolygon> communes,
                                     Overlays& overlays,
                                     const CoveredGroundSettings& settings = {});

/// Which communes the cells are those of: somebody lives there, and not only in the rims of cells
/// of the communes beside (`CellCoverSettings::least_inside`).
std::vector<bool> communes_with_cells(const Population& population,
                                      std::span<const geo::MultiPolygon> communes,
                                      Overlays& overlays);

/// `covered_by_cells` of people cut from the areas of a table: share of ground in areas with a
/// value.
std::vector<double> covered_by_areas(const AreaTable& table, const CountColumn& column,
                                     std::span<const geo::MultiPolygon> perimeters,
                                     Overlays& overlays);

}  // namespace lisiere::census
