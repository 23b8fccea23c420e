// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::geo {

/// Shapes laid out for many questions "how large is the part that two shapes share?".
///
/// The place (x, y) lies in a shape when the signed count of its edges above (x, y) is one: an
/// upper edge counts +1, a lower edge -1. The product of two such counts, integrated over the
/// common box, is
///
///     |a ∩ b| = Σ_e∈a Σ_f∈b s_e s_f ∫ min(e(x), f(x)) dx        heights above the bottom of the
///     box
///
/// over the stretches of x that e and f share. Nothing is cut and no crossing decides anything, so
/// shared borders, the usual case of administrative layers, need no tolerance.
/// - Shapes must be valid. Any ring direction. Metres in, square metres out.
/// - Error: about 1e-15 of the common box's area; what comes out below 1e-12 of it is rounding and
///   is 0.
/// - Reading from several threads is safe, each with its own `Scratch`.
/// - Cost: building is linear in vertices; a question looks at the edges within the common box
///   only.
class ShapeEdges {
  public:
    explicit ShapeEdges(std::span<const MultiPolygon> shapes);

    std::size_t size() const { return shapes_.size(); }
    const Box& box(std::size_t shape) const { return shapes_[shape].box; }
    /// |shape|, m².
    double area(std::size_t shape) const { return shapes_[shape].area; }

    /// A stretch of an edge inside a box, heights above the box's bottom.
    struct Piece {
        double x0 = 0;
        double x1 = 0;
        double h0 = 0;
        double h1 = 0;
        double sign = 0;
    };
    struct Scratch {
        std::vector<Piece> a;
        std::vector<Piece> b;
    };

    /// |a[i] ∩ b[j]|, m².
    friend double shared_area(const ShapeEdges& a, std::size_t i, const ShapeEdges& b,
                              std::size_t j, Scratch& scratch);

  private:
    struct Edge {
        double x0 = 0;  ///< x0 < x1; upright edges have nothing below them
        double x1 = 0;
        double y0 = 0;
        double slope = 0;
        double sign = 0;
    };
    /// A shape's edges are also listed by upright strips of equal width, to find those above a few
    /// cells of a large shape without reading its whole rim.
    struct Shape {
        Box box;
        double area = 0;
        bool rectangle = false;  ///< parallel to the axes, one ring: its box
        std::size_t first_edge = 0;
        std::size_t last_edge = 0;
        std::size_t first_strip = 0;  ///< in strip_first_
        std::size_t strips = 0;       ///< 0: few edges, no list
        double strips_per_metre = 0;
    };

    static std::size_t strip_at(const Shape& shape, double x);
    void add_ring(const Ring& ring, double direction);
    void list_by_strip(Shape& shape);
    template <class Use>
    void each_edge(const Shape& shape, double x0, double x1, const Use& use) const;
    double shared_with_rectangle(std::size_t shape, const Box& common) const;
    void pieces(std::size_t shape, const Box& common, std::vector<Piece>& out) const;

    std::vector<Shape> shapes_;
    std::vector<Edge> edges_;
    std::vector<std::size_t> strip_first_;
    std::vector<std::uint32_t> strip_edges_;
};

double shared_area(const ShapeEdges& a, std::size_t i, const ShapeEdges& b, std::size_t j,
                   ShapeEdges::Scratch& scratch);

}  // namespace lisiere::geo
