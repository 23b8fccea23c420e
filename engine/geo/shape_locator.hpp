// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere::geo {

/// Shapes laid out for many questions "which of them hold this point, and which is nearest?".
/// - A point of the rim, or of the rim of a hole, belongs to the shape. Decided exactly for the
///   coordinates as they are (see orientation.hpp): no tolerance. Rings of one shape count
///   even-odd.
/// - Distances are those of the plain loop over all edges, to the last bit.
/// - Empty shapes hold nothing and are never the nearest. Reading from several threads is safe.
/// - Cost: building sorts the edges; `holding` looks at the edges of one upright position in the
///   shapes whose box holds the point; `nearest` goes down a tree of boxes of edges, about 1 µs.
class ShapeLocator {
  public:
    explicit ShapeLocator(std::span<const MultiPolygon> shapes);

    /// Positions of the shapes that hold p, ascending. `out` is cleared first.
    void holding(const Point& p, std::vector<std::uint32_t>& out) const;

    struct Nearest {
        std::uint32_t shape = 0;
        double distance = 0;  ///< to the rim, metres; also for a point inside
    };
    /// The shape whose rim is nearest; of equals, the first. nullopt: no shape has an edge.
    std::optional<Nearest> nearest(const Point& p) const;

  private:
    struct Edge {
        Point a;  ///< before b by (x, y), so that neighbours see their common rim alike
        Point b;
        std::uint32_t shape = 0;
    };
    /// The edges of a shape, by level stretches of equal height.
    struct Shape {
        Box box;
        std::size_t first_edge = 0;
        std::size_t last_edge = 0;
        std::size_t first_strip = 0;  ///< in strip_first_
        std::size_t strips = 0;
        double strips_per_metre = 0;
    };

    static std::size_t strip_at(const Shape& shape, double y);
    void add_shape(const MultiPolygon& shape);
    void list_by_strip(Shape& shape);
    void build_tree();
    void order(std::size_t first, std::size_t last);
    bool holds(const Shape& shape, const Point& p) const;

    std::vector<Shape> shapes_;
    std::vector<Edge> edges_;
    std::vector<std::uint32_t> strip_first_;
    std::vector<std::uint32_t> strip_edges_;
    std::optional<BoxIndex> boxes_;

    std::vector<Edge> leaves_;              ///< the edges in the tree's order
    std::vector<std::vector<Box>> levels_;  ///< [0]: boxes of edges; node i holds fan × i ...
};

}  // namespace lisiere::geo
