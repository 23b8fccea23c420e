// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/nearest_heavy.hpp"

#include <random>

#include <fmt/format.h>
#include <rapidcheck.h>
#include "engine/atlas/atlas.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/transit/untimed.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using transit::StopIdx;

namespace {

/// Stops without hours, some of them of trams, and perimeters.
Atlas town(const std::vector<geo::Point>& trams, const std::vector<geo::Point>& buses,
           std::vector<Maybe<geo::MultiPolygon>> shapes) {
    transit::UntimedLayer layer{"stops", {}};
    const auto add = [&layer](transit::Mode mode, const geo::Point& at) {
        const std::string id = fmt::format("{}", layer.stops.size());
        layer.stops.push_back({id, id, at, {mode}, {}});
    };
    for (const geo::Point& at : trams) add(transit::Mode::tram, at);
    for (const geo::Point& at : buses) add(transit::Mode::bus, at);
    Atlas atlas;
    atlas.inputs.timetable =
        transit::with_untimed({}, std::vector<transit::UntimedLayer>{layer}).timetable;
    atlas.stop_services = transit::desserte(*atlas.inputs.timetable, {}, {});
    for (Maybe<geo::MultiPolygon>& shape : shapes) {
        Perimeter perimeter;
        perimeter.shape = std::move(shape);
        atlas.inputs.territory.perimeters.push_back(std::move(perimeter));
    }
    return atlas;
}

}  // namespace

TEST_CASE("metres run from the outline, 0 inside; buses are not heavy", "[atlas]") {
    const Atlas atlas = town({{1300, 400}, {50, 50}}, {{101, 50}},
                             {test::rectangle(0, 0, 100, 100), test::rectangle(900, 0, 1000, 100),
                              Absence::hors_couverture});
    const auto found = nearest_heavy_stops(atlas);
    REQUIRE(found.size() == 3);
    CHECK((*found[0]).metres == 0);
    CHECK((*found[0]).stop == StopIdx{1});
    CHECK((*found[1]).metres == Approx(std::sqrt(300.0 * 300 + 300 * 300)));  // to (1300, 400)
    CHECK((*found[1]).stop == StopIdx{0});
    CHECK(found[2].absence() == Absence::hors_couverture);
    CHECK(nearest_heavy_stops(town({}, {{0, 0}}, {test::rectangle(0, 0, 1, 1)}))[0].absence() ==
          Absence::non_disponible);
    Atlas without;
    without.inputs.territory.perimeters.push_back({});
    CHECK_FALSE(nearest_heavy_stops(without)[0]);
}

TEST_CASE("the nearest heavy stop is that of a plain search over all of them",
          "[atlas][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> place(0, 3000);
        std::vector<geo::Point> trams;
        for (int i = 0; i < 30; ++i) trams.push_back({place(random), place(random)});
        std::vector<Maybe<geo::MultiPolygon>> shapes;
        for (geo::MultiPolygon& piece : test::patchwork(random, 12, 1500))
            if (!piece.empty()) shapes.emplace_back(std::move(piece));
        const Atlas atlas = town(trams, {}, shapes);
        const auto found = nearest_heavy_stops(atlas);
        for (std::size_t p = 0; p < shapes.size(); ++p) {
            double least = 1e9;
            for (const geo::Point& tram : trams)
                least = std::min(least, geo::distance_to(*shapes[p], tram).value());
            RC_ASSERT(found[p].has_value());
            RC_ASSERT((*found[p]).metres == least);
        }
    }));
}
