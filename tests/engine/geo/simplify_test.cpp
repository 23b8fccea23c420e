// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/simplify.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "engine/geo/measure.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::geo;

namespace {

/// The textbook recursion, for one tolerance.
void douglas_peucker(const LineString& line, std::size_t first, std::size_t last, double tolerance,
                     std::set<std::size_t>& kept) {
    kept.insert(first);
    kept.insert(last);
    double worst = -1;
    std::size_t at = first;
    for (std::size_t i = first + 1; i < last; ++i) {
        const double d = project(line[i], line[first], line[last]).distance;
        if (d > worst) {
            worst = d;
            at = i;
        }
    }
    if (worst <= tolerance) return;
    douglas_peucker(line, first, at, tolerance, kept);
    douglas_peucker(line, at, last, tolerance, kept);
}

LineString wiggle(const Point& a, const Point& b, std::mt19937_64& random) {
    std::uniform_real_distribution<double> sway(-12, 12);
    LineString line{a};
    for (int i = 1; i < 12; ++i) {
        const double t = i / 12.0;
        line.push_back(
            {a.x + t * (b.x - a.x) + sway(random), a.y + t * (b.y - a.y) + sway(random)});
    }
    line.push_back(b);
    return line;
}

void append(Ring& ring, LineString line, bool reversed) {
    if (reversed) std::reverse(line.begin(), line.end());
    ring.insert(ring.end(), ring.empty() ? line.begin() : line.begin() + 1, line.end());
}

/// Cells of `n` by `n` hundred metres with wiggly common borders, and last the whole they fill.
std::vector<MultiPolygon> patchwork(int n, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::map<std::tuple<int, int, bool>, LineString>
        border;  // from (x, y), to the east or to the north
    const auto node = [](int x, int y) { return Point{100.0 * x, 100.0 * y}; };
    for (int x = 0; x <= n; ++x)
        for (int y = 0; y <= n; ++y) {
            border[{x, y, true}] = wiggle(node(x, y), node(x + 1, y), random);
            border[{x, y, false}] = wiggle(node(x, y), node(x, y + 1), random);
        }
    std::vector<MultiPolygon> cells;
    for (int x = 0; x < n; ++x)
        for (int y = 0; y < n; ++y) {
            Ring ring;
            append(ring, border[{x, y, true}], false);
            append(ring, border[{x + 1, y, false}], false);
            append(ring, border[{x, y + 1, true}], true);
            append(ring, border[{x, y, false}], true);
            cells.push_back({Polygon{ring, {}}});
        }
    Ring whole;
    for (int i = 0; i < n; ++i) append(whole, border[{i, 0, true}], false);
    for (int i = 0; i < n; ++i) append(whole, border[{n, i, false}], false);
    for (int i = n - 1; i >= 0; --i) append(whole, border[{i, n, true}], true);
    for (int i = n - 1; i >= 0; --i) append(whole, border[{0, i, false}], true);
    cells.push_back({Polygon{whole, {}}});
    return cells;
}

using Edge = std::tuple<double, double, double, double>;
std::multiset<Edge> edges(const MultiPolygon& shape) {
    std::multiset<Edge> out;
    for (const Polygon& polygon : shape)
        for (std::size_t i = 0; i + 1 < polygon.outer.size(); ++i)
            out.insert({polygon.outer[i].x, polygon.outer[i].y, polygon.outer[i + 1].x,
                        polygon.outer[i + 1].y});
    return out;
}

double distance_to_ring(const Point& p, const Ring& ring) {
    double best = 1e300;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        best = std::min(best, project(p, ring[i], ring[i + 1]).distance);
    return best;
}

}  // namespace

TEST_CASE("importance gives the plain Douglas-Peucker line at every tolerance",
          "[geo][simplify][property]") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        std::mt19937_64 random(seed);
        std::uniform_real_distribution<double> step(-10, 10);
        LineString line{{0, 0}};
        for (int i = 0; i < 80; ++i)
            line.push_back({line.back().x + 5 + step(random), line.back().y + step(random)});
        for (const double tolerance : {0.0, 0.5, 3.0, 9.0, 40.0, 1000.0}) {
            std::set<std::size_t> kept;
            douglas_peucker(line, 0, line.size() - 1, tolerance, kept);
            LineString expected;
            for (const std::size_t i : kept) expected.push_back(line[i]);
            INFO("seed " << seed << " tolerance " << tolerance);
            CHECK(simplified(line, tolerance) == expected);
        }
    }
}

TEST_CASE("neighbours keep their common borders vertex for vertex at every tolerance",
          "[geo][simplify][property]") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const std::vector<MultiPolygon> cells = patchwork(4, seed);
        const Coverage coverage(cells);
        // Each border is one arc, whoever uses it; at the four corners of the whole two borders run
        // on as one.
        CHECK(coverage.arcs() == 2 * 4 * 5 - 4);
        for (const double tolerance : {0.0, 2.0, 8.0, 15.0, 60.0}) {
            INFO("seed " << seed << " tolerance " << tolerance);
            std::multiset<Edge> all;
            for (std::size_t i = 0; i + 1 < cells.size(); ++i)
                all.merge(edges(coverage.simplified(i, tolerance)));
            const std::multiset<Edge> rim = edges(coverage.simplified(cells.size() - 1, tolerance));
            std::size_t alone = 0;
            bool once = true;
            for (const Edge& edge : all) {
                const auto& [x1, y1, x2, y2] = edge;
                once = once && all.count(edge) == 1;
                if (all.count({x2, y2, x1, y1}) == 1) continue;
                ++alone;
                once = once && rim.count(edge) == 1;
            }
            CHECK(once);
            CHECK(alone == rim.size());

            double sum = 0;
            for (std::size_t i = 0; i + 1 < cells.size(); ++i)
                sum += signed_area(coverage.simplified(i, tolerance)[0].outer);
            CHECK(sum ==
                  Approx(signed_area(coverage.simplified(cells.size() - 1, tolerance)[0].outer)));
        }
    }
}

TEST_CASE("no vertex is farther from the simplified shape than the tolerance",
          "[geo][simplify][property]") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const std::vector<MultiPolygon> cells = patchwork(3, seed);
        const Coverage coverage(cells);
        for (const double tolerance : {1.0, 5.0, 12.0})
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const MultiPolygon simple = coverage.simplified(i, tolerance);
                double worst = 0;
                for (const Point& p : cells[i][0].outer)
                    worst = std::max(worst, distance_to_ring(p, simple[0].outer));
                INFO("seed " << seed << " shape " << i << " tolerance " << tolerance);
                CHECK(worst <= tolerance);
                // The symmetric difference lies within the tolerance of the rim.
                const double rim = perimeter_length(cells[i]).value();
                CHECK(std::abs(area(simple).value() - area(cells[i]).value()) <= tolerance * rim);
            }
    }
}

TEST_CASE(
    "the simplified shape does not depend on where a ring starts, its direction or the order of "
    "shapes",
    "[geo][simplify][property]") {
    const std::vector<MultiPolygon> cells = patchwork(3, 7);
    const Coverage coverage(cells);
    std::vector<MultiPolygon> turned(cells.rbegin(), cells.rend());
    for (std::size_t i = 0; i < turned.size(); ++i) {
        Ring& ring = turned[i][0].outer;
        ring.pop_back();
        std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(5 * i + 1),
                    ring.end());
        if (i % 2 == 0) std::reverse(ring.begin(), ring.end());
        ring.push_back(ring.front());
    }
    const Coverage other(turned);
    const auto corners = [](const MultiPolygon& shape) {
        std::multiset<std::pair<double, double>> out;
        for (std::size_t i = 0; i + 1 < shape[0].outer.size(); ++i)
            out.insert({shape[0].outer[i].x, shape[0].outer[i].y});
        return out;
    };
    for (const double tolerance : {0.0, 4.0, 20.0})
        for (std::size_t i = 0; i < cells.size(); ++i)
            CHECK(corners(coverage.simplified(i, tolerance)) ==
                  corners(other.simplified(cells.size() - 1 - i, tolerance)));
}

TEST_CASE("an island, its hole's filling and a lens of two arcs keep a triangle",
          "[geo][simplify]") {
    const auto circle = [](double radius, bool clockwise) {
        Ring ring;
        for (int i = 0; i < 48; ++i) {
            const double a = 2 * 3.14159265358979 * (clockwise ? -i : i) / 48;
            ring.push_back({radius * std::cos(a), radius * std::sin(a)});
        }
        ring.push_back(ring.front());
        return ring;
    };
    // The hole of the first and the outer ring of the second are one border; the clockwise one
    // starts alike.
    Ring filling = circle(40, true);
    std::reverse(filling.begin(), filling.end());
    const std::vector<MultiPolygon> shapes{
        {Polygon{circle(100, false), {circle(40, true)}}},
        {Polygon{filling, {}}},
        // two arcs between (200, 0) and (300, 0), shared with the next shape
        {Polygon{{{200, 0}, {250, -9}, {300, 0}, {250, 4}, {200, 0}}, {}}},
        {Polygon{{{200, 0}, {250, 4}, {300, 0}, {250, 400}, {200, 0}}, {}}}};
    const Coverage coverage(shapes);
    CHECK(coverage.arcs() == 2 + 3);
    const MultiPolygon disc = coverage.simplified(0, 1e6);
    REQUIRE(disc[0].holes.size() == 1);
    CHECK(disc[0].outer.size() == 4);
    CHECK(disc[0].holes[0].size() == 4);
    const MultiPolygon inner = coverage.simplified(1, 1e6);
    Ring reversed = inner[0].outer;
    std::reverse(reversed.begin(), reversed.end());
    CHECK(reversed == disc[0].holes[0]);
    CHECK(std::abs(signed_area(disc[0].outer)) > 0);
    // -9 weighs more than 4: the lens keeps its southern corner and both neighbours lose the
    // northern one.
    const MultiPolygon lens = coverage.simplified(2, 50);
    CHECK(lens[0].outer.size() == 4);
    CHECK(signed_area(lens[0].outer) == Approx(100.0 * 9 / 2));
    CHECK(area(coverage.simplified(3, 50)).value() == Approx(100.0 * 400 / 2));
}

TEST_CASE("rings of fewer than three corners are left out and repeated corners are merged",
          "[geo][simplify]") {
    const std::vector<MultiPolygon> shapes{
        {Polygon{{{0, 0}, {1, 1}, {0, 0}}, {}},
         Polygon{{{0, 0}, {0, 0}, {4, 0}, {4, 4}, {4, 4}, {0, 0}}, {}}},
        {}};
    const Coverage coverage(shapes);
    REQUIRE(coverage.size() == 2);
    const MultiPolygon shape = coverage.simplified(0, 0);
    REQUIRE(shape.size() == 1);
    CHECK(shape[0].outer.size() == 3 + 1);
    CHECK(area(shape).value() == Approx(4.0 * 4 / 2));
    CHECK(coverage.simplified(1, 3).empty());
}
