// SPDX-License-Identifier: Apache-2.0
#include "engine/access/catchment.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <limits>
#include <numbers>

#include "engine/access/travel_times.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/street/place.hpp"
#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

/// The least time to a point: to the nearest point of a reached street, then straight at 1 m/s.
/// Milliseconds.
double time_to(const geo::Point& p, const street::StreetGraph& graph,
               const std::vector<street::ReachedStretch>& stretches,
               const std::vector<street::Reach>& searches) {
    double least = std::numeric_limits<double>::infinity();
    for (const auto& stretch : stretches) {
        // Along the stretch, metre by metre: a point between two samples is at most half a metre
        // off.
        for (std::uint32_t mm = stretch.from_mm;; mm = std::min(mm + 1000, stretch.to_mm)) {
            street::Snap at;
            at.edge = stretch.edge;
            at.along_mm = mm;
            const double off = 1000 * geo::distance(p, street::point_at(graph, stretch.edge, mm));
            for (const street::Reach& search : searches)
                if (const street::Cost cost = search.cost(at); cost != street::unreached)
                    least = std::min(least, cost + off);
            if (mm == stretch.to_mm) break;
        }
    }
    return least;
}

/// Reached from one origin or another, in whole millimetres of an edge.
bool reached(const std::vector<street::ReachedStretch>& stretches, street::EdgeIdx edge,
             std::uint32_t mm) {
    return std::any_of(stretches.begin(), stretches.end(), [&](const street::ReachedStretch& s) {
        return s.edge == edge && s.from_mm <= mm && mm <= s.to_mm;
    });
}

}  // namespace

TEST_CASE("a place lies on a reached stretch when, and only when, some origin reaches it in time",
          "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const street::StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        const auto origins = random_places(graph, random, 1 + random() % 3);
        const street::Cost limit = random() % 400'000;
        const auto stretches = stretches_in_reach(graph, origins, limit);
        std::vector<street::Reach> single(origins.size(), street::Reach(graph));
        for (std::size_t i = 0; i < origins.size(); ++i) single[i].run(origins[i], limit);
        for (int i = 0; i < 40; ++i) {
            street::Snap place = random_place(graph, random);
            place.off_cost = 0;
            if (i < 8) {  // on an origin's own edge
                place.edge = origins[static_cast<std::size_t>(i) % origins.size()].edge;
                place.along_mm = random() % (graph.edge(place.edge).length_mm + 1);
            }
            const bool in_time = std::any_of(
                single.begin(), single.end(),
                [&](const street::Reach& r) { return r.cost(place) != street::unreached; });
            if (reached(stretches, place.edge, place.along_mm)) RC_ASSERT(in_time);
            // A stretch of a single point is not drawn.
            const auto& edge = graph.edge(place.edge);
            const auto neighbour_in_time = [&](std::int64_t step) {
                const std::int64_t mm = place.along_mm + step;
                if (mm < 0 || mm > edge.length_mm) return false;
                street::Snap next = place;
                next.along_mm = static_cast<std::uint32_t>(mm);
                return std::any_of(single.begin(), single.end(), [&](const street::Reach& r) {
                    return r.cost(next) != street::unreached;
                });
            };
            if (in_time && (neighbour_in_time(1) || neighbour_in_time(-1)))
                RC_ASSERT(reached(stretches, place.edge, place.along_mm));
        }
    }));
}

TEST_CASE("catchments are valid and nested, and every point of them is reached in time",
          "[access][property]") {
    std::size_t inside = 0;
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        INFO("seed " << seed);
        const street::StreetGraph graph = random_graph({.seed = seed, .nodes = 20, .edges = 26});
        Random random(seed + 100);
        const auto origins = random_places(graph, random, 1 + random() % 3);
        const std::vector<Minutes> limits{Minutes{2}, Minutes{2.2}, Minutes{5}};
        const CatchmentOptions options;
        const auto shapes = street_catchments(graph, origins, limits, options);
        REQUIRE(shapes.size() == limits.size());
        std::vector<street::Reach> searches(origins.size(), street::Reach(graph));
        for (std::size_t i = 0; i < limits.size(); ++i) {
            const street::Cost limit = limit_cost(limits[i]);
            for (std::size_t o = 0; o < origins.size(); ++o) searches[o].run(origins[o], limit);
            const auto stretches = stretches_in_reach(graph, origins, limit);
            CHECK(geo::is_valid(shapes[i]));
            if (i > 0) CHECK(geo::area(geo::difference(shapes[i - 1], shapes[i])).value() < 1e-3);
            const geo::Box box = geo::bounds(shapes[i]);
            for (int p = 0; p < 60 && !box.empty(); ++p) {
                const geo::Point point{box.min_x + box.width() * (random() % 10'000) / 10'000,
                                       box.min_y + box.height() * (random() % 10'000) / 10'000};
                const double time = time_to(point, graph, stretches, searches);
                if (geo::contains(shapes[i], point)) {
                    ++inside;
                    CHECK(time <= limit + 500);
                }
            }
        }
    }
    CHECK(inside > 300);
}

TEST_CASE("a place on the streets outside a catchment is not reached, one inside is",
          "[access][property]") {
    // Streets with one-ways and other speeds one way than the other, as cars and slopes have them.
    std::size_t outside = 0;
    std::size_t inside = 0;
    for (std::uint32_t seed = 1; seed <= 25; ++seed) {
        INFO("seed " << seed);
        const street::StreetGraph graph =
            random_graph({.seed = seed, .nodes = 20, .edges = 26, .uneven_share = 0.5});
        Random random(seed + 500);
        const auto origins = random_places(graph, random, 1 + random() % 3);
        const std::vector<Minutes> limits{Minutes{2}, Minutes{4}};
        const auto shapes = street_catchments(graph, origins, limits);
        std::vector<street::Reach> searches(origins.size(), street::Reach(graph));
        for (std::size_t o = 0; o < origins.size(); ++o)
            searches[o].run(origins[o], limit_cost(limits.back()));
        for (int p = 0; p < 200; ++p) {
            street::Snap place = random_place(graph, random);
            place.off_cost = 0;
            street::Cost time = street::unreached;
            for (const street::Reach& search : searches) time = std::min(time, search.cost(place));
            const geo::Point at = street::point_at(graph, place.edge, place.along_mm);
            for (std::size_t i = 0; i < limits.size(); ++i) {
                const street::Cost limit = limit_cost(limits[i]);
                // Reached with more than the walk over the last metre to spare: drawn.
                if (time == street::unreached || time > limit) continue;
                if (time + 1'000 < limit) {
                    ++inside;
                    CHECK(geo::contains(shapes[i], at));
                }
            }
            if (!geo::contains(shapes.back(), at)) {
                ++outside;
                CHECK((time == street::unreached || time + 1'000 >= limit_cost(limits.back())));
            }
        }
    }
    CHECK(inside > 300);
    CHECK(outside > 300);
}

TEST_CASE("streets reached early enough are drawn in their whole width, the others narrower",
          "[access]") {
    const Town town("A-----------------o------------------------------B");
    const CatchmentOptions options;  // 30 m, so 30 s; a quarter: 7.5 m
    const auto shape = street_catchments(town.graph(), snaps(town, "o"),
                                         std::vector<Minutes>{Minutes{2}}, options)[0];
    const geo::Point o = town.place('o');
    const auto holds = [&](double east, double north) {
        return geo::contains(shape, {o.x + east, o.y + north});
    };
    CHECK(holds(89, 29));
    CHECK(holds(-89, 29));
    CHECK_FALSE(holds(0, 30.5));
    CHECK(holds(111, 7));
    CHECK_FALSE(holds(115, 25));  // 35 m from the street that is reached in 90 s
    CHECK(holds(119, 0));
    CHECK_FALSE(holds(121, 0));
}

TEST_CASE("a block too wide for the streets around it stays a hole", "[access]") {
    const Town town(R"(
        A--------o---------B
        |                  |
        |                  |
        |                  |
        |                  |
        |                  |
        |                  |
        |                  |
        C------------------D
    )");
    const std::vector<Minutes> limits{Minutes{10}};
    const auto shape = street_catchments(town.graph(), snaps(town, "o"), limits).front();
    REQUIRE(shape.size() == 1);
    CHECK(shape[0].holes.size() == 1);
    // 19 × 8 characters of street, the width taken from each side of the hole.
    const double corners = (4 - std::numbers::pi) * 30 * 30;
    CHECK(geo::area(shape).value() ==
          Approx((190 + 60.0) * (80 + 60) - corners - (190 - 60.0) * (80 - 60)).epsilon(0.02));
}

TEST_CASE("residents start from the cells that hold nearly all of them", "[access]") {
    const Town town("A--a--b--c--d--B");
    CellTies cells = ties(town, "abcd");
    cells.snaps[census::CellIdx{1}] = std::nullopt;
    const CellGroup quarter = group({{0, 3}, {1, 50}, {2, 60}, {3, 37}});
    const auto origins = catchment_origins(quarter, cells, 0.95);
    REQUIRE(origins.size() == 2);  // 60 + 37 of the 100 that are tied
    CHECK(origins[0] == census::CellIdx{2});
    CHECK(origins[1] == census::CellIdx{3});
    CHECK(snaps_of(origins, cells)[1].along_mm == town.snap('d').along_mm);
    CHECK(catchment_origins(quarter, cells, 0.975).size() == 3);
    CHECK(catchment_origins(quarter, cells, 0.60).size() == 1);
    CHECK(catchment_origins(group({}), cells, 0.95).empty());
    CHECK(street_catchments(town.graph(), {}, std::vector<Minutes>{Minutes{5}}).front().empty());
}
