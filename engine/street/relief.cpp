// SPDX-License-Identifier: Apache-2.0
#include "engine/street/relief.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>

#include "engine/geo/measure.hpp"

namespace lisiere::street {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool off_the_ground(const EdgeTable::Row& row) {
    constexpr auto above_or_below =
        static_cast<std::uint8_t>(WayFlag::bridge) | static_cast<std::uint8_t>(WayFlag::tunnel);
    return (row.flags & above_or_below) != 0;
}

class Climbing {
  public:
    Climbing(const Relief& relief, const IndexedVector<NodeIdx, geo::Point>& nodes,
             EdgeTable& edges)
        : relief_(relief), nodes_(nodes), edges_(edges) {}

    std::size_t run() {
        measure_lengths();
        stand_nodes();
        std::size_t without = 0;
        std::size_t first = 0;
        for (std::size_t e = 0; e < edges_.rows.size(); ++e) {
            EdgeTable::Row& row = edges_.rows[e];
            const std::span<const geo::Point> line(edges_.points.data() + first, row.points);
            first += row.points;
            if ((row.flags & static_cast<std::uint8_t>(WayFlag::steps)) != 0 || lengths_[e] == 0)
                continue;
            const Factors factors = off_the_ground(row)
                                        ? straight(height_[row.from], height_[row.to], lengths_[e])
                                        : along(line);
            if (std::isnan(factors.up) || std::isnan(factors.down)) {
                ++without;
                continue;
            }
            const double back_kmh = row.back_kmh > 0 ? row.back_kmh : row.speed_kmh;
            row.speed_kmh /= factors.up;
            row.back_kmh = back_kmh / factors.down;
        }
        return without;
    }

  private:
    /// Time over time on the flat, along an edge and against it.
    struct Factors {
        double up = 0;
        double down = 0;
    };

    void measure_lengths() {
        std::size_t first = 0;
        for (const EdgeTable::Row& row : edges_.rows) {
            lengths_.push_back(
                geo::length(std::span(edges_.points).subspan(first, row.points)).value());
            first += row.points;
        }
    }

    /// Heights of nodes: of the ground, but for those in the air or under the ground, which take
    /// the mean of their neighbours, the nearer the weightier, until nothing moves.
    void stand_nodes() {
        std::vector<bool> lifted(nodes_.size(), false);
        for (const EdgeTable::Row& row : edges_.rows)
            if (off_the_ground(row)) lifted[row.from.value()] = lifted[row.to.value()] = true;
        for (const EdgeTable::Row& row : edges_.rows)
            if (!off_the_ground(row)) lifted[row.from.value()] = lifted[row.to.value()] = false;
        for (const geo::Point& p : nodes_)
            height_.push_back(relief_.heights.at(p).value_or(unknown));
        struct Neighbour {
            NodeIdx node;
            NodeIdx other;
            double weight;
        };
        std::vector<Neighbour> neighbours;
        for (std::size_t e = 0; e < edges_.rows.size(); ++e) {
            const EdgeTable::Row& row = edges_.rows[e];
            if (!off_the_ground(row) || row.from == row.to) continue;
            const double weight = 1 / std::max(lengths_[e], 0.001);
            if (lifted[row.from.value()]) neighbours.push_back({row.from, row.to, weight});
            if (lifted[row.to.value()]) neighbours.push_back({row.to, row.from, weight});
        }
        std::sort(neighbours.begin(), neighbours.end(), [](const Neighbour& a, const Neighbour& b) {
            return std::pair(a.node, a.other) < std::pair(b.node, b.other);
        });
        constexpr int most_rounds = 2000;
        constexpr double still = 0.001;
        for (int round = 0; round < most_rounds; ++round) {
            double moved = 0;
            for (auto it = neighbours.begin(); it != neighbours.end();) {
                const NodeIdx node = it->node;
                double sum = 0;
                double weight = 0;
                for (; it != neighbours.end() && it->node == node; ++it) {
                    if (std::isnan(height_[it->other])) continue;
                    sum += it->weight * height_[it->other];
                    weight += it->weight;
                }
                if (weight == 0) continue;
                const double before = height_[node];
                height_[node] = sum / weight;
                moved = std::max(moved,
                                 std::isnan(before) ? 2 * still : std::abs(height_[node] - before));
            }
            if (moved <= still) break;
        }
    }

    Factors straight(double from, double to, double length) const {
        const double slope = (to - from) / length;
        if (std::abs(slope) > steepest_street) return {unknown, unknown};
        return {relief_.rule.time_factor(slope), relief_.rule.time_factor(-slope)};
    }

    Factors along(std::span<const geo::Point> line) const {
        Factors sum;
        double length = 0;
        double before = relief_.heights.at(line.front()).value_or(unknown);
        for (std::size_t i = 1; i < line.size(); ++i) {
            const geo::Point& a = line[i - 1];
            const geo::Point& b = line[i];
            const double whole = geo::distance(a, b);
            // No street is straight over more cells than that: a slip of a coordinate is.
            constexpr double most_parts = 1e5;
            const auto parts = static_cast<int>(
                std::min(std::ceil(whole / relief_.heights.resolution()), most_parts));
            for (int part = 1; part <= parts; ++part) {
                const double share = static_cast<double>(part) / parts;
                const double height =
                    relief_.heights.at({a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)})
                        .value_or(unknown);
                const double step = whole / parts;
                const Factors factors = straight(before, height, step);
                sum.up += step * factors.up;
                sum.down += step * factors.down;
                before = height;
            }
            length += whole;
        }
        return {sum.up / length, sum.down / length};
    }

    const Relief& relief_;
    const IndexedVector<NodeIdx, geo::Point>& nodes_;
    EdgeTable& edges_;
    std::vector<double> lengths_;
    IndexedVector<NodeIdx, double> height_;
};

}  // namespace

std::optional<double> Heights::at(const geo::Point& p) const {
    const double x = (p.x - corner.x) / cell_x - 0.5;
    const double y = (corner.y - p.y) / cell_y - 0.5;
    if (values.empty() || !(x >= -0.5) || !(y >= -0.5) ||
        !(x <= static_cast<double>(columns) - 0.5) || !(y <= static_cast<double>(rows) - 0.5))
        return std::nullopt;
    const auto place = [](double along, std::size_t count) {
        const double held = std::clamp(along, 0.0, static_cast<double>(count - 1));
        const auto first = std::min(static_cast<std::size_t>(held), count - 1);
        return std::tuple(first, std::min(first + 1, count - 1), held - static_cast<double>(first));
    };
    const auto [left, right, east] = place(x, columns);
    const auto [top, bottom, south] = place(y, rows);
    const auto value = [&](std::size_t row, std::size_t column) {
        return static_cast<double>(values[row * columns + column]);
    };
    const double height = (1 - south) * ((1 - east) * value(top, left) + east * value(top, right)) +
                          south * ((1 - east) * value(bottom, left) + east * value(bottom, right));
    if (std::isnan(height)) return std::nullopt;
    return height;
}

double SlopeRule::time_factor(double slope) const {
    if (steepness > 0) return std::exp(steepness * (std::abs(slope + best) - std::abs(best)));
    const double speed = slope > 0 ? 1 - lost_up * slope : 1 - won_down * slope;
    // NaN, an unknown slope, stays NaN.
    return std::isnan(slope) ? slope : 1 / std::clamp(speed, least, most);
}

std::size_t apply(const Relief& relief, const IndexedVector<NodeIdx, geo::Point>& nodes,
                  EdgeTable& edges) {
    return Climbing(relief, nodes, edges).run();
}

}  // namespace lisiere::street
