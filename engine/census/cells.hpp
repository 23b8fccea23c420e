// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/census/overlap.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/units.hpp"

/// Populated cells where no grid is published: cut from census areas, or drawn around points.
namespace lisiere::census {

struct AreaCellSettings {
    Metres size{200};  ///< DEFAULT: side of the squares, that of the published French grid
};

/// Cells cut from the areas by a regular grid aligned to multiples of the side in the areas' CRS.
/// - People go from areas to squares by area (Weights of plain area weighting): their sum is kept.
/// - A cell's shape is the part of its square that lies in areas with people; its centre is the
///   centroid of that part where it lies inside it, else a point on its surface; its commune is
///   that of the area around its centre.
/// - Areas without a value or without people make no cells; only cells with people are returned,
///   in the order south to north, west to east. Id: `D200mN<south>E<west>`. `people` is a column
///   of `table` (same length).
Population cells_from_areas(const AreaTable& table, const CountColumn& people,
                            const AreaCellSettings& settings = {}, Threads threads = {});

/// The same from the table's own count `id` ("POP"), of its newest vintage. PreconditionError
/// without one.
Population cells_from_areas(const AreaTable& table, std::string_view id, Metres size = Metres{200},
                            Threads threads = {});

/// One point with a population: an address block, the centre of a hexagon.
struct PopulatedPoint {
    std::string id;
    geo::Point at;
    Maybe<double> people;
};

struct PointCellSettings {
    /// DEFAULT: a cell reaches as far as 0.75 × the median distance between nearest neighbours; a
    /// hexagonal or square lattice (corners at 0.58 and 0.71) is then covered without gaps and the
    /// open country is not.
    double reach = 0.75;
    Metres lone_reach{200};  ///< DEFAULT: of a single point, which has no neighbour
};

/// A cell around every point with people: its nearest-site area among all points (those without
/// people too, they hold their ground), cut to a disc. Points at one place are one cell with the
/// first one's id and the sum of their people. Order of the points.
Population cells_from_points(std::span<const PopulatedPoint> points,
                             const PointCellSettings& settings = {});

struct RakeSettings {
    double tolerance = 1e-6;  ///< DEFAULT: largest relative error of a total that is left
    int rounds = 200;         ///< DEFAULT: at most
};

/// The published totals of one layer of areas.
struct RakeTotals {
    const OverlapMatrix& cells_in_areas;     ///< overlap(cells, areas)
    std::span<const Maybe<double>> by_area;  ///< missing: the area leaves its cells as they are
};

struct Raked {
    /// An area: its layer among those given, its position in it.
    struct Place {
        std::size_t layer = 0;
        std::uint32_t area = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };
    CountColumn column;            ///< by cell; a missing value stays missing and takes no part
    double error = 0;              ///< largest relative error left among reachable totals
    Place worst;                   ///< where; the first area when there is no error
    std::size_t met = 0;           ///< reachable totals
    std::vector<Place> unreached;  ///< areas with a total above 0 and no people in their cells
};

/// Iterative proportional fitting: cell counts scaled, layer after layer, so that each area's cells
/// (by the share of each cell in it) add up to the area's published total. Layers whose totals
/// contradict one another leave an error, the last layer being met best. Deming & Stephan 1940
/// (from the literature, not re-read).
Raked rake(std::span<const RakeTotals> totals, const CountColumn& cells,
           const RakeSettings& settings = {});

}  // namespace lisiere::census
