// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::geo {

/// How much each vertex matters to the shape of a line: the largest tolerance at which a
/// Douglas-Peucker simplification keeps it (infinity for both ends). Keeping the vertices whose
/// importance exceeds t gives the Douglas-Peucker line for tolerance t, for every t, and the lines
/// of growing t are nested. Unit: that of the coordinates. Ties go to the earlier vertex. A closed
/// line (first = last) keeps at least a triangle. Cost: O(n log n) as a rule, O(n²) on a spiral.
/// Source: Douglas and Peucker 1973.
std::vector<double> vertex_importance(std::span<const Point> line);

/// The line without the vertices that lie within `tolerance` of it; both ends stay. No vertex of
/// the input is farther than `tolerance` from the result.
LineString simplified(const LineString& line, double tolerance);

/// A set of polygons cut into the arcs that they share, so that a border common to two neighbours
/// is simplified once and stays common: no gap and no overlap appears along it, at any tolerance.
///
/// Nodes are the vertices where the neighbouring vertices differ between two passes of a ring
/// (three polygons meet, a border ends, a ring touches itself). They never move. Between nodes an
/// arc is simplified by Douglas-Peucker (`vertex_importance`), computed once for all tolerances.
///
/// Unit: that of the coordinates, in any conformal plane. Neighbours must share their vertices
/// exactly; where one has a vertex in the middle of the other's segment, the two may part by at
/// most `tolerance`. Guarantees:
/// - `simplified(i, t)` is made of vertices of the input only, within `t` of it;
/// - an arc used by two rings gives the same vertices to both, whatever their direction;
/// - every ring keeps three vertices or more, so no polygon disappears (a thin one may lose its
/// area);
/// - results do not depend on the order or on the starting vertex of rings, and are nested as t
/// grows. Arcs simplified apart may cross where a polygon is narrower than t: repair before an
/// overlay. Cost: building is O(vertices) plus the arcs' simplification; reading a shape is O(its
/// vertices). Reading from several threads is safe.
class Coverage {
  public:
    explicit Coverage(std::span<const MultiPolygon> shapes);

    std::size_t size() const { return shape_first_.size() - 1; }
    std::size_t arcs() const { return arc_first_.size() - 1; }
    /// Shape `i` of the input for this tolerance; 0 gives the input but for repeated and aligned
    /// vertices.
    MultiPolygon simplified(std::size_t i, double tolerance) const;

  private:
    struct ArcUse {
        std::uint32_t arc;
        bool reversed;
    };
    class Builder;
    void require_triangles();
    Ring ring(std::size_t index, double tolerance) const;

    std::vector<Point> points_;       ///< of all arcs, one after the other
    std::vector<double> importance_;  ///< beside `points_`
    std::vector<std::uint32_t> arc_first_{0};
    std::vector<ArcUse> uses_;  ///< of all rings
    std::vector<std::uint32_t> ring_first_{0};
    std::vector<std::uint32_t> polygon_first_{0};  ///< rings of each polygon, the outer one first
    std::vector<std::uint32_t> shape_first_{0};    ///< polygons of each shape
};

}  // namespace lisiere::geo
