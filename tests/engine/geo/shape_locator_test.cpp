// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/shape_locator.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

#include "engine/geo/measure.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::geo;

namespace {

/// Rings of whole even numbers, so that middles of edges are whole too and nothing rounds.
Ring random_ring(std::mt19937& random, int x, int y, int radius, int corners) {
    std::uniform_int_distribution<int> reach(radius / 4, radius / 2);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 6.283185307179586 * i / corners;
        const int r = reach(random);
        ring.push_back({static_cast<double>(2 * (x / 2 + std::lround(r * std::cos(angle)))),
                        static_cast<double>(2 * (y / 2 + std::lround(r * std::sin(angle))))});
    }
    ring.push_back(ring.front());
    return ring;
}

/// A town: shapes with a hole or two parts, some overlapping, some empty, some grid-aligned.
std::vector<MultiPolygon> random_town(std::mt19937& random, int count) {
    std::uniform_int_distribution<int> place(100, 900);
    std::uniform_int_distribution<int> corners(3, 40);
    std::vector<MultiPolygon> town;
    for (int i = 0; i < count; ++i) {
        const int x = place(random);
        const int y = place(random);
        if (i % 7 == 6) {
            town.push_back({});
        } else if (i % 5 == 4) {
            const double w = place(random) / 10 * 2;
            town.push_back({{{{0.0 + x, 0.0 + y},
                              {x + w, 0.0 + y},
                              {x + w, y + w},
                              {0.0 + x, y + w},
                              {0.0 + x, 0.0 + y}},
                             {}}});
        } else {
            Polygon polygon{random_ring(random, x, y, 120, corners(random)), {}};
            if (i % 2 == 0) polygon.holes.push_back(random_ring(random, x, y, 24, corners(random)));
            town.push_back({polygon});
            if (i % 3 == 0)
                town.back().push_back({random_ring(random, x + 200, y, 60, corners(random)), {}});
        }
    }
    return town;
}

template <class Use>
void each_edge(const MultiPolygon& shape, const Use& use) {
    for (const Polygon& polygon : shape) {
        std::vector<Ring> rings = polygon.holes;
        rings.push_back(polygon.outer);
        for (const Ring& ring : rings)
            for (std::size_t i = 1; i < ring.size(); ++i) use(ring[i - 1], ring[i]);
    }
}

/// The plain loop, in whole numbers: on an edge, or an odd number of edges to the right.
bool oracle_holds(const MultiPolygon& shape, const Point& p) {
    const auto whole = [](double v) { return static_cast<std::int64_t>(v); };
    bool rim = false;
    bool odd = false;
    each_edge(shape, [&](Point a, Point b) {
        if (a.y > b.y) std::swap(a, b);
        const std::int64_t cross = (whole(b.x) - whole(a.x)) * (whole(p.y) - whole(a.y)) -
                                   (whole(b.y) - whole(a.y)) * (whole(p.x) - whole(a.x));
        const auto [west, east] = std::minmax(a.x, b.x);
        if (cross == 0 && p.x >= west && p.x <= east && p.y >= a.y && p.y <= b.y) rim = true;
        if (a.y <= p.y && p.y < b.y && cross > 0) odd = !odd;
    });
    return rim || odd;
}

std::optional<ShapeLocator::Nearest> oracle_nearest(const std::vector<MultiPolygon>& shapes,
                                                    const Point& p) {
    std::optional<ShapeLocator::Nearest> best;
    for (std::uint32_t i = 0; i < shapes.size(); ++i)
        each_edge(shapes[i], [&](Point a, Point b) {
            if (b.x < a.x || (b.x == a.x && b.y < a.y)) std::swap(a, b);
            if (a == b) return;
            const double distance = project(p, a, b).distance;
            if (!best || distance < best->distance) best = {i, distance};
        });
    return best;
}

/// Points anywhere, on vertices, on the middle of edges, level with vertices.
std::vector<Point> questions(std::mt19937& random, const std::vector<MultiPolygon>& town) {
    std::uniform_int_distribution<int> place(-200, 1400);
    std::vector<Point> points;
    for (int i = 0; i < 200; ++i)
        points.push_back({static_cast<double>(place(random)), static_cast<double>(place(random))});
    for (const MultiPolygon& shape : town)
        each_edge(shape, [&](Point a, Point b) {
            points.push_back(a);
            points.push_back({(a.x + b.x) / 2, (a.y + b.y) / 2});
            points.push_back({a.x + 1, a.y});
            points.push_back({static_cast<double>(place(random)), b.y});
        });
    return points;
}

}  // namespace

TEST_CASE("the shapes that hold a point are those of a plain loop, rims included",
          "[geo][property]") {
    for (unsigned seed = 0; seed < 120; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto town = random_town(random, static_cast<int>(seed % 24));
        const ShapeLocator locator(town);
        std::vector<std::uint32_t> found{42};
        std::size_t held = 0;
        for (const Point& p : questions(random, town)) {
            std::vector<std::uint32_t> expected;
            for (std::uint32_t i = 0; i < town.size(); ++i)
                if (oracle_holds(town[i], p)) expected.push_back(i);
            locator.holding(p, found);
            INFO(p.x << " " << p.y);
            REQUIRE(found == expected);
            held += found.size();
        }
        if (town.size() > 3) CHECK(held > 10);
    }
}

TEST_CASE("the nearest shape and its distance are those of a plain loop, to the last bit",
          "[geo][property]") {
    for (unsigned seed = 0; seed < 60; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto town = random_town(random, static_cast<int>(seed % 24));
        const ShapeLocator locator(town);
        for (const Point& p : questions(random, town)) {
            const auto expected = oracle_nearest(town, p);
            const auto found = locator.nearest(p);
            REQUIRE(found.has_value() == expected.has_value());
            if (!expected) continue;
            REQUIRE(found->distance == expected->distance);
            REQUIRE(found->shape == expected->shape);
        }
    }
}

TEST_CASE("a point of a common rim belongs to both neighbours and is nearest to the first",
          "[geo]") {
    const auto square = [](double x) {
        return MultiPolygon{{{{x, 0}, {x + 3, 0.1}, {x + 3, 3.1}, {x, 3}, {x, 0}}, {}}};
    };
    // The second is written the other way round.
    MultiPolygon second{{{{3, 3.1}, {6, 3}, {6, 0}, {3, 0.1}, {3, 3.1}}, {}}};
    const ShapeLocator locator(std::vector<MultiPolygon>{square(0), second});
    std::vector<std::uint32_t> found;
    locator.holding({3, 1.7}, found);
    CHECK(found == std::vector<std::uint32_t>{0, 1});
    CHECK(locator.nearest({3, 1.7})->shape == 0);
    CHECK(locator.nearest({3, 1.7})->distance < 1e-12);
}

TEST_CASE("a point in a hole is outside, at its distance to the hole's rim", "[geo]") {
    const MultiPolygon ring{
        {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{{2, 2}, {2, 8}, {8, 8}, {8, 2}, {2, 2}}}}};
    const ShapeLocator locator(std::vector<MultiPolygon>{ring});
    std::vector<std::uint32_t> found;
    locator.holding({5, 4}, found);
    CHECK(found.empty());
    CHECK(locator.nearest({5, 4})->distance == 4 - 2);
    locator.holding({8, 5}, found);  // the rim of the hole
    CHECK(found.size() == 1);
}
