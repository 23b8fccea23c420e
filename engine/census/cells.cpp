// SPDX-License-Identifier: Apache-2.0
#include "engine/census/cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::census {
namespace {

geo::MultiPolygon square(double west, double south, double side) {
    return {{{{west, south},
              {west + side, south},
              {west + side, south + side},
              {west, south + side},
              {west, south}},
             {}}};
}

/// South-west corners of the squares that may hold people, south to north, west to east.
std::vector<geo::Point> corners_of_squares(const std::vector<geo::MultiPolygon>& areas,
                                           double side) {
    std::vector<std::pair<long long, long long>> rows_and_columns;
    for (const geo::MultiPolygon& area : areas)
        for (const geo::Polygon& polygon : area) {
            const geo::Box box = geo::bounds(polygon.outer);
            const auto at = [side](double v) {
                return static_cast<long long>(std::floor(v / side));
            };
            for (long long row = at(box.min_y); row <= at(box.max_y); ++row)
                for (long long column = at(box.min_x); column <= at(box.max_x); ++column)
                    rows_and_columns.emplace_back(row, column);
        }
    std::sort(rows_and_columns.begin(), rows_and_columns.end());
    rows_and_columns.erase(std::unique(rows_and_columns.begin(), rows_and_columns.end()),
                           rows_and_columns.end());
    std::vector<geo::Point> corners;
    corners.reserve(rows_and_columns.size());
    for (const auto& [row, column] : rows_and_columns)
        corners.push_back({static_cast<double>(column) * side, static_cast<double>(row) * side});
    return corners;
}

std::string id_of_square(const geo::Point& corner, double side) {
    std::string id = "D";
    id += std::to_string(std::llround(side));
    id += "mN";
    id += std::to_string(std::llround(corner.y));
    id += "E";
    id += std::to_string(std::llround(corner.x));
    return id;
}

geo::Point centre_of(const geo::MultiPolygon& shape) {
    const geo::Point middle = geo::centroid(shape);
    return geo::contains(shape, middle) ? middle : geo::point_on_surface(shape);
}

/// Shares of a square's area that differ by less are the whole of it.
constexpr double rounding = 1e-9;

double median_nearest_distance(const std::vector<geo::Point>& points) {
    std::vector<geo::Point> by_x = points;
    std::sort(by_x.begin(), by_x.end(),
              [](const geo::Point& a, const geo::Point& b) { return a.x < b.x; });
    std::vector<double> nearest(by_x.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < by_x.size(); ++i)
        for (std::size_t j = i + 1; j < by_x.size(); ++j) {
            // Farther along x than the nearest so far: only a point to the left may still need this
            // one.
            const double dx = by_x[j].x - by_x[i].x;
            if (dx >= nearest[i]) break;
            const double d = geo::distance(by_x[i], by_x[j]);
            nearest[i] = std::min(nearest[i], d);
            nearest[j] = std::min(nearest[j], d);
        }
    const auto middle = nearest.begin() + static_cast<std::ptrdiff_t>(nearest.size() / 2);
    std::nth_element(nearest.begin(), middle, nearest.end());
    return *middle;
}

}  // namespace

Population cells_from_areas(const AreaTable& table, const CountColumn& people,
                            const AreaCellSettings& settings, Threads threads) {
    LISIERE_EXPECTS(people.values.size() == table.areas.size());
    LISIERE_EXPECTS(settings.size.value() > 0);
    const double side = settings.size.value();
    std::vector<geo::MultiPolygon> shapes;  // of the inhabited areas
    std::vector<double> residents;
    std::vector<AreaIdx> area_of;
    for (const AreaIdx a : indices<AreaIdx>(table.areas.size())) {
        const Maybe<double>& count = people.values[a.value()];
        if (count.value_or(0) <= 0 || table.areas[a].shape.empty()) continue;
        shapes.push_back(table.areas[a].shape);
        residents.push_back(*count);
        area_of.push_back(a);
    }
    const std::vector<geo::Point> corners = corners_of_squares(shapes, side);
    std::vector<geo::MultiPolygon> squares;
    squares.reserve(corners.size());
    for (const geo::Point& corner : corners) squares.push_back(square(corner.x, corner.y, side));
    const OverlapMatrix matrix = overlap(shapes, squares, threads);

    std::vector<Cell> cells(squares.size());
    for_each_chunk(squares.size(), 256, threads, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto row = matrix.row(i);
            if (row.empty()) continue;
            Cell& cell = cells[i];
            double covered = 0;
            for (const OverlapMatrix::Entry& entry : row) {
                cell.people += residents[entry.source] * entry.share;
                covered += entry.area;
            }
            if (covered >= (1 - rounding) * matrix.target_area[i]) {
                cell.shape = squares[i];
            } else {
                std::vector<geo::MultiPolygon> pieces;
                for (const OverlapMatrix::Entry& entry : row)
                    pieces.push_back(geo::intersection(squares[i], shapes[entry.source]));
                cell.shape = geo::union_of(pieces);
            }
            if (cell.shape.empty()) continue;
            cell.id = id_of_square(corners[i], side);
            cell.centre = centre_of(cell.shape);
            for (const OverlapMatrix::Entry& entry : row)
                if (geo::contains(shapes[entry.source], cell.centre))
                    cell.commune = table.areas[area_of[entry.source]].commune;
        }
    });
    Population population;
    population.origin = CellOrigin::decoupe;
    population.source = people.variable.source;
    for (Cell& cell : cells)
        if (cell.people > 0 && !cell.shape.empty()) population.cells.push_back(std::move(cell));
    return population;
}

Population cells_from_areas(const AreaTable& table, std::string_view id, Metres size,
                            Threads threads) {
    const CountColumn* newest = nullptr;
    for (const CountColumn& column : table.counts)
        if (column.variable.id == id &&
            (newest == nullptr || newest->variable.vintage < column.variable.vintage))
            newest = &column;
    LISIERE_EXPECTS(newest != nullptr);
    return cells_from_areas(table, *newest, {.size = size}, threads);
}

Population cells_from_points(std::span<const PopulatedPoint> points,
                             const PointCellSettings& settings) {
    std::vector<geo::Point> sites;
    std::vector<std::size_t> first_at;  // the first point at each site
    std::vector<double> residents;
    std::map<std::pair<double, double>, std::size_t> site_at;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto [found, is_new] =
            site_at.try_emplace({points[i].at.x, points[i].at.y}, sites.size());
        if (is_new) {
            sites.push_back(points[i].at);
            first_at.push_back(i);
            residents.push_back(0);
        }
        residents[found->second] += std::max(points[i].people.value_or(0), 0.0);
    }
    Population population;
    population.origin = CellOrigin::ponctuel;
    if (sites.empty()) return population;

    const double reach = sites.size() > 1 ? settings.reach * median_nearest_distance(sites)
                                          : settings.lone_reach.value();
    const geo::Box frame = geo::bounds(sites).grown(2 * reach);
    const geo::MultiPolygon within{{{{frame.min_x, frame.min_y},
                                     {frame.max_x, frame.min_y},
                                     {frame.max_x, frame.max_y},
                                     {frame.min_x, frame.max_y},
                                     {frame.min_x, frame.min_y}},
                                    {}}};
    std::vector<geo::MultiPolygon> areas = geo::voronoi(sites, within);
    for (std::size_t s = 0; s < sites.size(); ++s) {
        if (residents[s] <= 0) continue;
        const geo::Ring& rim = areas[s].front().outer;
        const bool within_reach = std::all_of(rim.begin(), rim.end(), [&](const geo::Point& p) {
            return geo::distance(p, sites[s]) <= reach;
        });
        Cell cell;
        cell.id = points[first_at[s]].id;
        cell.centre = sites[s];
        cell.people = residents[s];
        cell.shape = within_reach
                         ? std::move(areas[s])
                         : geo::intersection(
                               areas[s], geo::buffer_points(std::array{sites[s]}, Metres{reach}));
        population.cells.push_back(std::move(cell));
    }
    return population;
}

Raked rake(std::span<const RakeTotals> totals, const CountColumn& cells,
           const RakeSettings& settings) {
    Raked raked;
    raked.column = cells;
    std::vector<Maybe<double>>& counts = raked.column.values;
    const auto sum_in = [&](const RakeTotals& layer, std::size_t area) {
        double sum = 0;
        for (const OverlapMatrix::Entry& entry : layer.cells_in_areas.row(area))
            sum += counts[entry.source].value_or(0) * entry.share;
        return sum;
    };
    const auto each_total = [&](std::size_t l, const auto& use) {
        const RakeTotals& layer = totals[l];
        for (std::uint32_t a = 0; a < layer.by_area.size(); ++a)
            if (layer.by_area[a]) use(a, *layer.by_area[a], sum_in(layer, a));
    };
    for (std::size_t l = 0; l < totals.size(); ++l) {
        LISIERE_EXPECTS(cells.values.size() == totals[l].cells_in_areas.sources);
        LISIERE_EXPECTS(totals[l].by_area.size() == totals[l].cells_in_areas.targets());
        each_total(l, [&](std::uint32_t a, double total, double sum) {
            if (sum > 0)
                ++raked.met;
            else if (total > 0)
                raked.unreached.push_back({l, a});
        });
    }
    for (int round = 0;; ++round) {
        raked.error = 0;
        for (std::size_t l = 0; l < totals.size(); ++l)
            each_total(l, [&](std::uint32_t a, double total, double sum) {
                const double error = std::abs(sum - total) / std::max(total, 1.0);
                if (sum <= 0 || error <= raked.error) return;
                raked.error = error;
                raked.worst = {l, a};
            });
        if (raked.error <= settings.tolerance || round == settings.rounds) break;
        for (std::size_t l = 0; l < totals.size(); ++l) {
            // Each cell takes the mean of its areas' factors by its share in them; what lies in no
            // area keeps 1.
            std::vector<double> gain(counts.size(), 0);
            each_total(l, [&](std::uint32_t a, double total, double sum) {
                if (sum <= 0) return;
                for (const OverlapMatrix::Entry& entry : totals[l].cells_in_areas.row(a))
                    gain[entry.source] += (total / sum - 1) * entry.share;
            });
            for (std::size_t c = 0; c < counts.size(); ++c)
                if (counts[c]) counts[c] = *counts[c] * (1 + gain[c]);
        }
    }
    return raked;
}

}  // namespace lisiere::census
