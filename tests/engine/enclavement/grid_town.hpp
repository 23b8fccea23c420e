// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/street/barrier.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::test {

/// Square blocks, `side` nodes a side, `block_m` apart, centred on (0, 0). `keep(a, b)` says which
/// streets exist; `turn` quarter turns counter-clockwise are applied at last.
struct GridTown {
    int side = 41;
    double block_m = 100;
    int turn = 0;
    double speed_kmh = 4.8;
    std::function<bool(const geo::Point&, const geo::Point&)> keep = {};
    std::optional<double> bridge_at = std::nullopt;  ///< streets across this vertical are bridges

    geo::Point turned(geo::Point p) const {
        for (int i = 0; i < turn; ++i) p = {-p.y, p.x};
        return p;
    }
    geo::Point corner(int column, int row) const {
        const double middle = (side - 1) / 2.0;
        return {(column - middle) * block_m, (row - middle) * block_m};
    }
    street::StreetGraph graph(const std::vector<street::EdgeInput>& more = {}) const {
        IndexedVector<street::NodeIdx, geo::Point> nodes;
        std::vector<street::EdgeInput> edges;
        const auto node = [this](int column, int row) {
            return street::NodeIdx{static_cast<std::size_t>(row * side + column)};
        };
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column)
                nodes.push_back(turned(corner(column, row)));
        const auto add = [&](int c0, int r0, int c1, int r1) {
            const geo::Point a = corner(c0, r0);
            const geo::Point b = corner(c1, r1);
            if (keep && !keep(a, b)) return;
            street::EdgeInput edge;
            edge.from = node(c0, r0);
            edge.to = node(c1, r1);
            edge.line = {turned(a), turned(b)};
            edge.kind = "residential";
            if (bridge_at && (a.x < *bridge_at) != (b.x < *bridge_at))
                edge.flags = static_cast<std::uint8_t>(street::WayFlag::bridge);
            edge.speed_kmh = speed_kmh;
            edges.push_back(edge);
        };
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                if (column + 1 < side) add(column, row, column + 1, row);
                if (row + 1 < side) add(column, row, column, row + 1);
            }
        edges.insert(edges.end(), more.begin(), more.end());
        return {nodes, edges};
    }
    /// A straight line through the town, turned with it.
    street::BarrierPiece barrier(street::BarrierKind kind, geo::LineString line, std::string id,
                                 std::string name = "") const {
        street::BarrierPiece piece;
        piece.kind = kind;
        piece.name = std::move(name);
        piece.id = std::move(id);
        for (const geo::Point& p : line) piece.line.push_back(turned(p));
        return piece;
    }
};

inline const geo::Box everywhere{-20000, -20000, 20000, 20000};

/// Whether a street crosses the vertical x = at, other than at the heights in `open`.
inline std::function<bool(const geo::Point&, const geo::Point&)> cut_at(double at,
                                                                        std::vector<double> open) {
    return [at, open](const geo::Point& a, const geo::Point& b) {
        if ((a.x < at) == (b.x < at)) return true;
        for (const double y : open)
            if (std::abs(a.y - y) < 1) return true;
        return false;
    };
}

/// Ties of points with a plain limit of 200 m.
inline std::vector<std::optional<street::Snap>> tied(const street::StreetGraph& graph,
                                                     const std::vector<geo::Point>& points) {
    const street::Snapper snapper(graph, {Metres{200}, 1, 3.6});
    std::vector<std::optional<street::Snap>> ties;
    for (const geo::Point& p : points) ties.push_back(snapper.snap(p));
    return ties;
}

}  // namespace lisiere::test
