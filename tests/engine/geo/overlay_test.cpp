// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::geo;
using test::placed;
using test::rectangle;

namespace {

/// A star-shaped ring around the centre: valid by construction, with inward and outward bends.
MultiPolygon star(std::mt19937& random, Point centre, double radius, int corners) {
    std::uniform_real_distribution<double> reach(0.3, 1.0);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = radius * reach(random);
        // Whole millimetres, so that a move by whole metres loses nothing.
        ring.push_back({std::round((centre.x + r * std::cos(angle)) * 1000) / 1000,
                        std::round((centre.y + r * std::sin(angle)) * 1000) / 1000});
    }
    ring.push_back(ring.front());
    return {{ring, {}}};
}

double area_of(const MultiPolygon& shape) {
    return area(shape).value();
}

bool well_written(const MultiPolygon& shape) {
    return std::all_of(shape.begin(), shape.end(), [](const Polygon& polygon) {
        const auto closed = [](const Ring& ring) {
            return ring.size() >= 4 && ring.front() == ring.back();
        };
        return closed(polygon.outer) && signed_area(polygon.outer) > 0 &&
               std::all_of(polygon.holes.begin(), polygon.holes.end(),
                           [&](const Ring& hole) { return closed(hole) && signed_area(hole) < 0; });
    });
}

}  // namespace

TEST_CASE("a bow-tie is repaired into its two triangles", "[geo]") {
    // The diagonals of a 10 m square cross in its middle: two triangles of base 10 and height 5.
    const MultiPolygon bow_tie{{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}}};
    CHECK_FALSE(is_valid(bow_tie));
    const Repair result = repair(bow_tie);
    CHECK(result.changed);
    CHECK(result.shape.size() == 2);
    CHECK(result.area_before.value() ==
          Approx(0).margin(1e-12));  // the two loops turn against each other
    CHECK(result.area_after.value() == Approx(2 * (10.0 * 5 / 2)));
    CHECK(is_valid(result.shape));
    CHECK(well_written(result.shape));
    CHECK(result.reason.find("Self-intersection") != std::string::npos);
}

TEST_CASE("repair merges overlapping parts and keeps holes", "[geo]") {
    MultiPolygon overlapping = rectangle(0, 0, 10, 10);
    overlapping.push_back(rectangle(5, 0, 15, 10).front());
    const Repair merged = repair(overlapping);
    CHECK(merged.changed);
    CHECK(merged.area_after.value() == Approx(15 * 10));

    MultiPolygon holed = rectangle(0, 0, 10, 10);
    holed.front().holes.push_back({{2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}});  // the wrong way round
    const Repair same = repair(holed);
    CHECK_FALSE(same.changed);
    CHECK(same.area_after.value() == Approx(10 * 10 - 2 * 2));
    CHECK(well_written(same.shape));
}

TEST_CASE("what cannot be made valid is an empty shape with its reason", "[geo]") {
    // Found by fuzzing: coordinates so far apart that rounding turns the ring inside out.
    const MultiPolygon absurd{{{{3.6264577e-317, 7.295422314059309e+175},
                                {3e-322, 0},
                                {0, 6.95165821120223e-310},
                                {6.136366831622158e-92, 2.9879295654033247e+296},
                                {3.0135153699541016e+296, 3.0135153699541016e+296}},
                               {}}};
    const Repair result = repair(absurd);
    CHECK(result.changed);
    CHECK(result.shape.empty());
    CHECK_FALSE(result.reason.empty());
}

TEST_CASE("a sliver thinner than rounding is repaired or empty, never left invalid", "[geo]") {
    // Found by fuzzing: whether it crosses itself depends on where its ring is begun.
    const MultiPolygon sliver{{{{2261634.509817168, 2261634.5098039214},
                                {2261634.5098039214, 2261634.5098039214},
                                {2261634.5098039214, 2261634.5098039214},
                                {6.885218358636455e-306, 0.0},
                                {2.716154612562e-311, 6.885218367847251e-306}},
                               {}}};
    const Repair result = repair(sliver);
    CHECK(result.changed);
    CHECK(is_valid(result.shape));
    CHECK_FALSE(result.reason.empty());
    const MultiPolygon flat{{{{0, 8.9e-322},
                              {-6.567258882077402e-287, 6.5171833177005e-310},
                              {3.5000003203749657, 0},
                              {0, 0},
                              {0, 0}},
                             {}}};
    CHECK(is_valid(repair(flat).shape));
}

TEST_CASE("repair closes a ring, leaves out points that are not numbers and drops what has no area",
          "[geo]") {
    const double nan = std::nan("");
    const MultiPolygon open{{{{0, 0}, {10, 0}, {nan, 3}, {10, 10}, {0, 10}}, {}},
                            {{{5, 5}, {6, 6}}, {}}};
    CHECK_FALSE(is_valid(open));
    const Repair result = repair(open);
    CHECK(result.changed);
    CHECK_FALSE(result.reason.empty());
    CHECK(result.shape == rectangle(0, 0, 10, 10));

    const MultiPolygon flat{{{{0, 0}, {10, 0}, {20, 0}, {0, 0}}, {}}};
    CHECK(repair(flat).shape.empty());
    CHECK(repair({}).shape.empty());
    CHECK_FALSE(repair({}).changed);
}

TEST_CASE("a square minus a square in its middle has a hole", "[geo]") {
    const MultiPolygon result = difference(rectangle(0, 0, 10, 10), rectangle(4, 4, 6, 6));
    REQUIRE(result.size() == 1);
    REQUIRE(result.front().holes.size() == 1);
    CHECK(area_of(result) == Approx(10 * 10 - 2 * 2));
    CHECK(well_written(result));
    CHECK(difference(rectangle(0, 0, 1, 1), rectangle(5, 5, 6, 6)) == rectangle(0, 0, 1, 1));
    CHECK(difference(rectangle(4, 4, 6, 6), rectangle(0, 0, 10, 10)).empty());
}

TEST_CASE("shapes that only touch have no intersection", "[geo]") {
    CHECK(intersection(rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1)).empty());
    CHECK(intersection(rectangle(0, 0, 1, 1), rectangle(1, 1, 2, 2)).empty());
    CHECK(intersection(rectangle(0, 0, 4, 4), rectangle(3, 1, 9, 2)) == rectangle(3, 1, 4, 2));
    CHECK(intersection_area(rectangle(0, 0, 4, 4), rectangle(3, 1, 9, 3)).value() == Approx(1 * 2));
    CHECK(intersection({}, rectangle(0, 0, 1, 1)).empty());
}

TEST_CASE("the union of touching squares is one rectangle and of far ones two squares", "[geo]") {
    const std::vector<MultiPolygon> row{rectangle(2, 0, 3, 1), rectangle(0, 0, 1, 1),
                                        rectangle(1, 0, 2, 1)};
    const MultiPolygon joined = union_of(row);
    CHECK(joined.size() == 1);
    CHECK(area_of(joined) == Approx(3 * 1));
    const std::vector<MultiPolygon> apart{rectangle(5, 0, 6, 1), rectangle(0, 0, 1, 1)};
    CHECK(union_of(apart) ==
          MultiPolygon{rectangle(0, 0, 1, 1).front(), rectangle(5, 0, 6, 1).front()});
    CHECK(union_of({}).empty());
}

TEST_CASE("a buffer lies inside the true one by no more than the sagitta of its chords", "[geo]") {
    const double d = 300;
    const int segments = GENERATE(4, 8, 16, 64);
    const double sagitta = d * (1 - std::cos(std::numbers::pi / (4 * segments)));
    SECTION("of a point: the area of a regular polygon of 4n corners") {
        const Point site{700000, 7000000};
        const MultiPolygon disc = buffer_points(std::vector{site}, Metres{d}, segments);
        const double n = 4.0 * segments;
        CHECK(area_of(disc) ==
              Approx(n / 2 * d * d * std::sin(2 * std::numbers::pi / n)).epsilon(1e-9));
        CHECK(area_of(disc) < std::numbers::pi * d * d);
        CHECK(area_of(disc) > std::numbers::pi * (d - sagitta) * (d - sagitta));
    }
    SECTION("of a square: quarter turns, whose chords span exactly their share") {
        const MultiPolygon rim = buffer(rectangle(0, 0, 100, 100), Metres{d}, segments);
        double nearest = 2 * d;
        double farthest = 0;
        const Ring& outer = rim.front().outer;
        for (std::size_t i = 1; i < outer.size(); ++i) {
            for (int k = 0; k <= 20; ++k) {
                const double t = k / 20.0;
                const Point p{outer[i - 1].x + t * (outer[i].x - outer[i - 1].x),
                              outer[i - 1].y + t * (outer[i].y - outer[i - 1].y)};
                const double to_square = distance_to(rectangle(0, 0, 100, 100), p).value();
                nearest = std::min(nearest, to_square);
                farthest = std::max(farthest, to_square);
            }
        }
        CHECK(nearest > d - sagitta - 1e-9);
        CHECK(nearest < d - 0.9 * sagitta);  // the bound is the error, not far above it
        CHECK(farthest < d + 1e-9);
    }
}

TEST_CASE("a buffer keeps its bounds on both sides, corner by corner", "[geo][property]") {
    // One turn of 1.49 shares is still one chord: the worst that can come out.
    const double d = 300;
    const int n = 16;
    const double inside = d * (1 - std::cos(3 * std::numbers::pi / (8 * n)));
    const double turn = 1.49 * std::numbers::pi / 2 / n;
    const auto spread = [&](const MultiPolygon& shape) {
        const MultiPolygon rim = buffer(shape, Metres{d}, n);
        std::pair<double, double> range{d, d};
        for (const Polygon& part : rim)
            for (std::size_t i = 1; i < part.outer.size(); ++i)
                for (const double t : {0.0, 0.5}) {
                    const Point& a = part.outer[i - 1];
                    const Point& b = part.outer[i];
                    const double far =
                        distance_to(shape, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}).value();
                    range = {std::min(range.first, far), std::max(range.second, far)};
                }
        return range;
    };
    const MultiPolygon wedge{{{{-1000, -1000},
                               {1000, -1000},
                               {1000, -1000 * std::tan(turn)},
                               {0, 0},
                               {-1000, 0},
                               {-1000, -1000}},
                              {}}};
    CHECK(spread(wedge).first == Approx(d * std::cos(turn / 2)).epsilon(1e-9));
    CHECK(spread(wedge).first >= d - inside);
    std::mt19937 random(7);
    for (int trial = 0; trial < 20; ++trial) {
        const auto [nearest, farthest] = spread(star(random, {0, 0}, 400, 40));
        CHECK(nearest >= d - inside - 1e-6);
        CHECK(farthest <= d * 1.01);
    }
}

TEST_CASE("a buffer of lines has round ends and a negative buffer takes the rim off", "[geo]") {
    const MultiPolygon capsule = buffer_lines({{{0, 0}, {100, 0}}}, Metres{10}, 64);
    CHECK(area_of(capsule) == Approx(100 * 20 + std::numbers::pi * 10 * 10).epsilon(1e-3));
    CHECK(area_of(buffer_lines({{{0, 0}}, {}}, Metres{10}, 64)) ==
          Approx(std::numbers::pi * 100).epsilon(1e-3));
    CHECK(area_of(buffer(rectangle(0, 0, 10, 10), Metres{-2})) == Approx(6 * 6));
    CHECK(buffer(rectangle(0, 0, 10, 10), Metres{-6}).empty());
    CHECK(buffer_points({}, Metres{10}).empty());
}

TEST_CASE("the point on the surface of a U lies in the U", "[geo]") {
    const MultiPolygon u{
        {{{0, 0}, {30, 0}, {30, 30}, {20, 30}, {20, 10}, {10, 10}, {10, 30}, {0, 30}, {0, 0}}, {}}};
    CHECK_FALSE(contains(u, centroid(u)));  // the case that makes a centroid unfit
    CHECK(contains(u, point_on_surface(u)));
    CHECK_THROWS_AS(point_on_surface({}), PreconditionError);
}

TEST_CASE("lines are cut to a shape, piece by piece", "[geo]") {
    const MultiPolygon u{
        {{{0, 0}, {30, 0}, {30, 30}, {20, 30}, {20, 10}, {10, 10}, {10, 30}, {0, 30}, {0, 0}}, {}}};
    const MultiLineString lines{
        {{-5, 20}, {35, 20}}, {{1, 1}, {2, 2}}, {{100, 100}, {200, 200}}, {{0, 50}, {30, 50}}};
    const MultiLineString cut = clip_lines(lines, u);
    REQUIRE(cut.size() == 3);
    CHECK(length(cut[0]).value() == Approx(10));
    CHECK(length(cut[1]).value() == Approx(10));
    CHECK(cut[2] == lines[1]);
}

TEST_CASE("distance to a shape is 0 inside, to the rim outside and in holes", "[geo]") {
    MultiPolygon ring = rectangle(0, 0, 10, 10);
    ring.front().holes.push_back({{2, 2}, {2, 8}, {8, 8}, {8, 2}, {2, 2}});
    CHECK(distance_to(ring, {1, 1}).value() == 0);
    CHECK(distance_to(ring, {5, 5}).value() == Approx(3));
    CHECK(distance_to(ring, {13, 14}).value() == Approx(5));
    CHECK(std::isinf(distance_to({}, {0, 0}).value()));
}

TEST_CASE("nearest-site areas tile the shape they are cut to", "[geo][property]") {
    std::mt19937 random(11);
    const Point home{704000, 7030000};
    const MultiPolygon within = star(random, home, 2000, 24);
    std::uniform_real_distribution<double> jitter(-2500, 2500);
    const int count = GENERATE(1, 2, 3, 50, 400);
    std::vector<Point> sites;
    for (int i = 0; i < count; ++i)
        sites.push_back({home.x + jitter(random), home.y + jitter(random)});
    const std::vector<MultiPolygon> cells = voronoi(sites, within);
    REQUIRE(cells.size() == sites.size());
    double total = 0;
    for (const MultiPolygon& cell : cells) total += area_of(cell);
    CHECK(total == Approx(area_of(within)).epsilon(1e-9));
    CHECK(std::all_of(cells.begin(), cells.end(), well_written));

    int wrong = 0;
    for (int i = 0; i < 2000; ++i) {
        const Point p{home.x + jitter(random), home.y + jitter(random)};
        if (!contains(within, p)) continue;
        const auto nearest = std::min_element(
            sites.begin(), sites.end(),
            [&](const Point& a, const Point& b) { return distance(a, p) < distance(b, p); });
        if (distance_to(cells[static_cast<std::size_t>(nearest - sites.begin())], p).value() > 1e-6)
            ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("sites in one line and on a lattice have their areas too", "[geo]") {
    std::vector<Point> line;
    std::vector<Point> lattice;
    for (int i = 0; i < 10; ++i) line.push_back({100.0 * i + 50, 500});
    for (int i = 0; i < 100; ++i) lattice.push_back({100.0 * (i % 10) + 50, 100.0 * (i / 10) + 50});
    for (const MultiPolygon& cell : voronoi(line, rectangle(0, 0, 1000, 1000)))
        CHECK(area_of(cell) == Approx(100 * 1000));
    for (const MultiPolygon& cell : voronoi(lattice, rectangle(0, 0, 1000, 1000)))
        CHECK(area_of(cell) == Approx(100 * 100));
    CHECK_THROWS_AS(voronoi(std::vector<Point>{{1, 1}, {1, 1}, {2, 2}}, rectangle(0, 0, 3, 3)),
                    PreconditionError);
}

TEST_CASE("overlay obeys the laws of sets and does not care where the town lies",
          "[geo][property]") {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> offset(-600, 600);
    for (int trial = 0; trial < 50; ++trial) {
        const MultiPolygon a = star(random, {0, 0}, 1000, 30);
        const MultiPolygon b = star(random, {offset(random), offset(random)}, 1000, 17);
        const double both = area_of(intersection(a, b));
        const double only_a = area_of(difference(a, b));
        const double only_b = area_of(difference(b, a));
        CHECK(both + only_a == Approx(area_of(a)).epsilon(1e-9));
        CHECK(both + only_b == Approx(area_of(b)).epsilon(1e-9));
        CHECK(area_of(union_of(std::vector{a, b})) == Approx(both + only_a + only_b).epsilon(1e-9));
        CHECK(both == Approx(area_of(intersection(b, a))).epsilon(1e-12));
        CHECK(well_written(difference(a, b)));

        const double dx = 704000;
        const double dy = 7030000;
        CHECK(area_of(intersection(placed(a, 0, dx, dy), placed(b, 0, dx, dy))) ==
              Approx(both).epsilon(1e-9));
    }
}

TEST_CASE("what GEOS cannot take is a broken precondition with its message", "[geo]") {
    const MultiPolygon open{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}};
    CHECK_THROWS_AS(intersection(open, rectangle(0, 0, 5, 5)), PreconditionError);
    CHECK_THROWS_AS(buffer(rectangle(0, 0, 1, 1), Metres{1}, 0), PreconditionError);
}
