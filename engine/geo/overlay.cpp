// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/overlay.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere::geo {
namespace {

/// One GEOS context a thread, made at its first use: GEOS asks for one per thread, and making one a
/// call would cost more than many small overlays.
class Context {
  public:
    Context() : handle_(GEOS_init_r()) {
        GEOSContext_setErrorMessageHandler_r(
            handle_,
            [](const char* message, void* self) { static_cast<Context*>(self)->error_ = message; },
            this);
    }
    ~Context() { GEOS_finish_r(handle_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    GEOSContextHandle_t handle() const { return handle_; }
    std::string why(const char* what) const {
        // GEOS turns every exception into text.
        if (error_.find("bad_alloc") != error_.npos) throw std::bad_alloc();
        return std::string(what) + ": " + error_;
    }
    [[noreturn]] void fail(const char* what) const { throw PreconditionError(why(what)); }

  private:
    GEOSContextHandle_t handle_;
    std::string error_;
};

Context& context() {
    thread_local Context one;
    return one;
}
GEOSContextHandle_t handle() {
    return context().handle();
}

struct Destroy {
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(handle(), g); }
    void operator()(const GEOSPreparedGeometry* g) const {
        GEOSPreparedGeom_destroy_r(handle(), g);
    }
    void operator()(GEOSMakeValidParams* p) const { GEOSMakeValidParams_destroy_r(handle(), p); }
    void operator()(char* text) const { GEOSFree_r(handle(), text); }
};
using Geos = std::unique_ptr<GEOSGeometry, Destroy>;
using Prepared = std::unique_ptr<const GEOSPreparedGeometry, Destroy>;

Geos checked(GEOSGeometry* g, const char* what) {
    if (g == nullptr) context().fail(what);
    return Geos(g);
}
bool checked(char answer, const char* what) {
    if (answer == 2) context().fail(what);
    return answer == 1;
}

GEOSCoordSequence* to_sequence(const std::vector<Point>& points) {
    static_assert(sizeof(Point) == 2 * sizeof(double),
                  "points are handed over as pairs of doubles");
    GEOSCoordSequence* sequence =
        GEOSCoordSeq_copyFromBuffer_r(handle(), reinterpret_cast<const double*>(points.data()),
                                      static_cast<unsigned>(points.size()), 0, 0);
    if (sequence == nullptr) context().fail("coordinates");
    return sequence;
}

Geos collect(int type, std::vector<Geos> parts) {
    std::vector<GEOSGeometry*> raw;
    raw.reserve(parts.size());
    for (Geos& part : parts) raw.push_back(part.release());
    return checked(
        GEOSGeom_createCollection_r(handle(), type, raw.data(), static_cast<unsigned>(raw.size())),
        "collection");
}

Geos to_geos(const Polygon& polygon) {
    const auto ring = [](const Ring& points) {
        return checked(GEOSGeom_createLinearRing_r(handle(), to_sequence(points)), "ring");
    };
    Geos outer = ring(polygon.outer);
    std::vector<Geos> holes;
    for (const Ring& hole : polygon.holes) holes.push_back(ring(hole));
    std::vector<GEOSGeometry*> raw;
    for (Geos& hole : holes) raw.push_back(hole.release());
    return checked(GEOSGeom_createPolygon_r(handle(), outer.release(), raw.data(),
                                            static_cast<unsigned>(raw.size())),
                   "polygon");
}

Geos to_geos(const MultiPolygon& shape) {
    std::vector<Geos> parts;
    for (const Polygon& polygon : shape) parts.push_back(to_geos(polygon));
    return collect(GEOS_MULTIPOLYGON, std::move(parts));
}

Geos to_geos(const LineString& line) {
    return checked(GEOSGeom_createLineString_r(handle(), to_sequence(line)), "line");
}

Geos to_geos(std::span<const Point> points) {
    std::vector<Geos> parts;
    for (const Point& p : points)
        parts.push_back(checked(GEOSGeom_createPointFromXY_r(handle(), p.x, p.y), "point"));
    return collect(GEOS_MULTIPOINT, std::move(parts));
}

std::vector<Point> coordinates(const GEOSGeometry* line) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(handle(), line);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(handle(), sequence, &size);
    std::vector<Point> points(size);
    GEOSCoordSeq_copyToBuffer_r(handle(), sequence, reinterpret_cast<double*>(points.data()), 0, 0);
    return points;
}

bool before(const Point& a, const Point& b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}
bool ring_before(const Ring& a, const Ring& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
}

/// Turns the ring the wanted way and starts it at its first point in (x, y) order.
void normalise(Ring& ring, bool counter_clockwise) {
    if (ring.size() < 4) return;
    ring.pop_back();
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), before), ring.end());
    ring.push_back(ring.front());
    if ((signed_area(ring) > 0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
}

/// One way to write a shape, whatever the order in which GEOS found its rings.
MultiPolygon normalised(MultiPolygon shape) {
    for (Polygon& polygon : shape) {
        normalise(polygon.outer, true);
        for (Ring& hole : polygon.holes) normalise(hole, false);
        std::sort(polygon.holes.begin(), polygon.holes.end(), ring_before);
    }
    std::sort(shape.begin(), shape.end(),
              [](const Polygon& a, const Polygon& b) { return ring_before(a.outer, b.outer); });
    return shape;
}

/// Calls `use` with every single geometry of `g`, through nested collections.
template <class Use>
void each_part(const GEOSGeometry* g, const Use& use) {
    if (GEOSGeomTypeId_r(handle(), g) < GEOS_MULTIPOINT) return use(g);
    for (int i = 0; i < GEOSGetNumGeometries_r(handle(), g); ++i)
        each_part(GEOSGetGeometryN_r(handle(), g, i), use);
}

/// The polygons of a result; points and lines where shapes only touch are not areas.
MultiPolygon polygons_of(const Geos& g) {
    MultiPolygon shape;
    each_part(g.get(), [&shape](const GEOSGeometry* part) {
        if (GEOSGeomTypeId_r(handle(), part) != GEOS_POLYGON || GEOSisEmpty_r(handle(), part) != 0)
            return;
        Polygon polygon;
        polygon.outer = coordinates(GEOSGetExteriorRing_r(handle(), part));
        for (int i = 0; i < GEOSGetNumInteriorRings_r(handle(), part); ++i)
            polygon.holes.push_back(coordinates(GEOSGetInteriorRingN_r(handle(), part, i)));
        shape.push_back(std::move(polygon));
    });
    return normalised(std::move(shape));
}

void lines_of(const Geos& g, MultiLineString& out) {
    each_part(g.get(), [&out](const GEOSGeometry* part) {
        const int type = GEOSGeomTypeId_r(handle(), part);
        if ((type == GEOS_LINESTRING || type == GEOS_LINEARRING) &&
            GEOSisEmpty_r(handle(), part) == 0)
            out.push_back(coordinates(part));
    });
}

bool is_ring(const Ring& ring) {
    return ring.size() >= 4 && ring.front() == ring.back();
}

/// Drops points that are not numbers, closes rings, drops rings that cannot enclose anything.
MultiPolygon with_closed_rings(const MultiPolygon& shape) {
    const auto closed = [](Ring ring) {
        std::erase_if(ring,
                      [](const Point& p) { return !std::isfinite(p.x) || !std::isfinite(p.y); });
        if (!ring.empty() && ring.front() != ring.back()) ring.push_back(ring.front());
        return ring;
    };
    MultiPolygon result;
    for (const Polygon& polygon : shape) {
        Polygon kept;
        kept.outer = closed(polygon.outer);
        if (!is_ring(kept.outer)) continue;
        for (const Ring& hole : polygon.holes) {
            Ring ring = closed(hole);
            if (is_ring(ring)) kept.holes.push_back(std::move(ring));
        }
        result.push_back(std::move(kept));
    }
    return result;
}

Geos buffered(const Geos& g, Metres distance, int quadrant_segments) {
    LISIERE_EXPECTS(quadrant_segments >= 1);
    return checked(GEOSBuffer_r(handle(), g.get(), distance.value(), quadrant_segments), "buffer");
}

}  // namespace

bool is_valid(const MultiPolygon& shape) {
    if (with_closed_rings(shape) != shape) return false;
    return checked(GEOSisValid_r(handle(), to_geos(shape).get()), "is_valid");
}

Repair repair(const MultiPolygon& shape) {
    const MultiPolygon closed = with_closed_rings(shape);
    Repair result;
    result.area_before = area(closed);
    const Geos g = to_geos(closed);
    const bool closed_is_valid = checked(GEOSisValid_r(handle(), g.get()), "repair");
    result.changed = !closed_is_valid || closed != shape;
    if (closed_is_valid) {
        if (result.changed) result.reason = "Ring not closed, too short or not finite";
        result.shape = normalised(closed);
    } else {
        const std::unique_ptr<char, Destroy> reason(GEOSisValidReason_r(handle(), g.get()));
        if (reason) result.reason = reason.get();
        const std::unique_ptr<GEOSMakeValidParams, Destroy> params(
            GEOSMakeValidParams_create_r(handle()));
        GEOSMakeValidParams_setMethod_r(handle(), params.get(), GEOS_MAKE_VALID_STRUCTURE);
        GEOSMakeValidParams_setKeepCollapsed_r(handle(), params.get(), 0);
        // Coordinates so far apart that rounding turns the rings inside out are beyond it, too.
        const Geos valid(GEOSMakeValidWithParams_r(handle(), g.get(), params.get()));
        if (valid)
            result.shape = polygons_of(valid);
        else
            result.reason = context().why("repair");
    }
    // Whether a sliver thinner than rounding crosses itself depends on where its ring is begun.
    const Box box = bounds(result.shape);
    constexpr double thin = 1e-9;  // of a square on its longest side
    const double side = std::max(box.width(), box.height());
    const bool sliver = area(result.shape).value() <= thin * side * side;
    if ((result.changed || sliver) && !is_valid(result.shape)) {
        result.shape = {};
        result.changed = true;
        result.reason = "Thinner than its coordinates can tell";
    }
    result.area_after = area(result.shape);
    return result;
}

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b) {
    if (!bounds(a).intersects(bounds(b))) return {};
    return polygons_of(
        checked(GEOSIntersection_r(handle(), to_geos(a).get(), to_geos(b).get()), "intersection"));
}

SquareMetres intersection_area(const MultiPolygon& a, const MultiPolygon& b) {
    return area(intersection(a, b));
}

MultiPolygon union_of(std::span<const MultiPolygon> shapes) {
    std::vector<Geos> parts;
    for (const MultiPolygon& shape : shapes)
        for (const Polygon& polygon : shape) parts.push_back(to_geos(polygon));
    const Geos all = collect(GEOS_GEOMETRYCOLLECTION, std::move(parts));
    return polygons_of(checked(GEOSUnaryUnion_r(handle(), all.get()), "union_of"));
}

MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b) {
    if (!bounds(a).intersects(bounds(b))) return normalised(a);
    return polygons_of(
        checked(GEOSDifference_r(handle(), to_geos(a).get(), to_geos(b).get()), "difference"));
}

MultiPolygon buffer(const MultiPolygon& shape, Metres distance, int quadrant_segments) {
    return polygons_of(buffered(to_geos(shape), distance, quadrant_segments));
}

MultiPolygon buffer_lines(const MultiLineString& lines, Metres distance, int quadrant_segments) {
    std::vector<Geos> parts;
    for (const LineString& line : lines) {
        if (line.empty()) continue;
        // GEOS has no line of one point; the same point twice has the same buffer.
        parts.push_back(to_geos(line.size() == 1 ? LineString{line.front(), line.front()} : line));
    }
    return polygons_of(
        buffered(collect(GEOS_MULTILINESTRING, std::move(parts)), distance, quadrant_segments));
}

MultiPolygon buffer_points(std::span<const Point> points, Metres distance, int quadrant_segments) {
    return polygons_of(buffered(to_geos(points), distance, quadrant_segments));
}

MultiLineString clip_lines(const MultiLineString& lines, const MultiPolygon& shape) {
    const Box box = bounds(shape);
    const Geos area_of_interest = to_geos(shape);
    const Prepared prepared(GEOSPrepare_r(handle(), area_of_interest.get()));
    MultiLineString result;
    for (const LineString& line : lines) {
        if (line.size() < 2 || !bounds(line).intersects(box)) continue;
        const Geos g = to_geos(line);
        if (checked(GEOSPreparedCovers_r(handle(), prepared.get(), g.get()), "clip_lines")) {
            result.push_back(line);
        } else if (checked(GEOSPreparedIntersects_r(handle(), prepared.get(), g.get()),
                           "clip_lines")) {
            lines_of(checked(GEOSIntersection_r(handle(), g.get(), area_of_interest.get()),
                             "clip_lines"),
                     result);
        }
    }
    return result;
}

Point point_on_surface(const MultiPolygon& shape) {
    LISIERE_EXPECTS(!shape.empty());
    const Geos point =
        checked(GEOSPointOnSurface_r(handle(), to_geos(shape).get()), "point_on_surface");
    Point p;
    GEOSGeomGetX_r(handle(), point.get(), &p.x);
    GEOSGeomGetY_r(handle(), point.get(), &p.y);
    return p;
}

std::vector<MultiPolygon> voronoi(std::span<const Point> points, const MultiPolygon& within) {
    std::vector<Point> sorted(points.begin(), points.end());
    std::sort(sorted.begin(), sorted.end(), before);
    const bool points_differ = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
    LISIERE_EXPECTS(points_differ);
    std::vector<MultiPolygon> result(points.size());
    if (points.empty()) return result;
    if (points.size() == 1) {
        result.front() = normalised(within);
        return result;
    }
    Box frame = bounds(within);
    for (const Point& p : points) frame.extend(p);
    // Around a near origin: the circumcentres of national coordinates would lose digits.
    const Point origin{std::floor(frame.min_x), std::floor(frame.min_y)};
    std::vector<Point> local(points.begin(), points.end());
    for (Point& p : local) p = {p.x - origin.x, p.y - origin.y};
    const double margin = std::max({frame.width(), frame.height(), 1.0});
    const LineString diagonal{{-margin, -margin},
                              {frame.width() + margin, frame.height() + margin}};
    const Geos diagram =
        checked(GEOSVoronoiDiagram_r(handle(), to_geos(local).get(), to_geos(diagonal).get(), 0, 0),
                "voronoi");

    MultiPolygon cells = polygons_of(diagram);
    for (Polygon& cell : cells)
        for (Point& p : cell.outer) p = {p.x + origin.x, p.y + origin.y};
    std::vector<Box> boxes;
    boxes.reserve(cells.size());
    for (const Polygon& cell : cells) boxes.push_back(bounds(cell.outer));
    const BoxIndex index(boxes);

    const Geos area_of_interest = to_geos(within);
    const Prepared prepared(GEOSPrepare_r(handle(), area_of_interest.get()));
    std::vector<std::uint32_t> near;
    for (std::size_t i = 0; i < points.size(); ++i) {
        index.query({points[i].x, points[i].y, points[i].x, points[i].y}, near);
        const auto own = std::find_if(near.begin(), near.end(), [&](std::uint32_t candidate) {
            return contains(MultiPolygon{cells[candidate]}, points[i]);
        });
        LISIERE_EXPECTS(own != near.end());
        const Geos cell = to_geos(cells[*own]);
        if (checked(GEOSPreparedCovers_r(handle(), prepared.get(), cell.get()), "voronoi"))
            result[i] = {cells[*own]};
        else
            result[i] = polygons_of(checked(
                GEOSIntersection_r(handle(), cell.get(), area_of_interest.get()), "voronoi"));
    }
    return result;
}

Metres distance_to(const MultiPolygon& shape, const Point& p) {
    if (contains(shape, p)) return Metres{0};
    double nearest = std::numeric_limits<double>::infinity();
    const auto look = [&](const Ring& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i)
            nearest = std::min(nearest, project(p, ring[i - 1], ring[i]).distance);
    };
    for (const Polygon& polygon : shape) {
        look(polygon.outer);
        for (const Ring& hole : polygon.holes) look(hole);
    }
    return Metres{nearest};
}

}  // namespace lisiere::geo
