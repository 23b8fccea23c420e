// SPDX-License-Identifier: Apache-2.0
#include "engine/access/service_times.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/engine/access/random_world.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The slow way round: searches from the cell, departure by departure, place by place.
struct ForwardAnswer {
    double walk = infinity;
    std::vector<double> by_departure;  ///< the faster of both, ascending

    double percentile(double percent) const {
        const auto n = static_cast<double>(by_departure.size());
        return by_departure[static_cast<std::size_t>(std::ceil(percent / 100 * n - 1e-9)) - 1];
    }
};

ForwardAnswer forward(const RandomWorld& world, census::CellIdx cell, CategoryIdx category) {
    ForwardAnswer answer;
    const auto& sites = world.categories[category].sites;
    street::Reach reach(world.graph);
    reach.run(*world.cells.snaps[cell], limit_cost(world.settings.walk_limit));
    for (const street::Snap& site : sites)
        if (reach.cost(site) != street::unreached)
            answer.walk = std::min(answer.walk, reach.cost(site) / 60'000.0);

    transit::RangeRaptor raptor(*world.day, world.network.footpaths);
    raptor.run(world.network.cell_stops[cell], world.settings.window, world.settings.limits);
    const std::size_t departures = world.settings.window.departures();
    answer.by_departure.assign(departures, answer.walk);
    for (const auto s : indices<transit::StopIdx>(world.network.stops.size())) {
        reach.run(*world.network.stops[s], limit_cost(world.settings.stop_walk_limit));
        street::Cost egress = street::unreached;
        for (const street::Snap& site : sites) egress = std::min(egress, reach.cost(site));
        if (egress == street::unreached) continue;
        for (std::size_t d = 0; d < departures; ++d) {
            const std::int32_t alight = raptor.arrival(d, s);
            if (alight == transit::never) continue;
            const auto time =
                alight + whole_seconds(egress).count() - world.settings.window.departure(d).count();
            if (time <= world.settings.limits.max_time.count())
                answer.by_departure[d] = std::min(answer.by_departure[d], time / 60.0);
        }
    }
    std::sort(answer.by_departure.begin(), answer.by_departure.end());
    return answer;
}

/// Calls with every (category, cell) of tied cells and the four columns' values, missing as
/// +infinity.
template <class F>
void each(const RandomWorld& world, const ServiceTimes& times, const F& f) {
    for (const auto category : indices<CategoryIdx>(world.categories.size()))
        for (const auto cell : indices<census::CellIdx>(world.cells.snaps.size())) {
            const std::size_t k = category.value();
            const std::size_t c = cell.value();
            f(category, cell, or_never(times[k].walk[c]), or_never(times[k].transit_p5[c]),
              or_never(times[k].transit_p50[c]), or_never(times[k].transit_p95[c]));
        }
}

}  // namespace

TEST_CASE("searching from the facilities gives the times of searching from every cell",
          "[access][property]") {
    std::size_t ridden = 0;
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        const RandomWorld world = random_world(seed);
        each(world, world.times(),
             [&](auto category, auto cell, double walk, double p5, double p50, double p95) {
                 if (!world.cells.snaps[cell]) {
                     REQUIRE((std::isinf(walk) && std::isinf(p5)));
                     return;
                 }
                 const ForwardAnswer expected = forward(world, cell, category);
                 REQUIRE(walk == expected.walk);
                 REQUIRE(p5 == expected.percentile(5));
                 REQUIRE(p50 == expected.percentile(50));
                 REQUIRE(p95 == expected.percentile(95));
                 if (p50 < walk) ++ridden;
             });
    }
    CHECK(ridden > 20);  // the worlds do use their timetables
}

TEST_CASE("percentiles are in order and never above the walk", "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const RandomWorld world = random_world(seed);
        each(world, world.times(), [](auto, auto, double walk, double p5, double p50, double p95) {
            RC_ASSERT(p5 <= p50);
            RC_ASSERT(p50 <= p95);
            RC_ASSERT(p95 <= walk);
        });
    }));
}

TEST_CASE("adding a departure never lengthens a trip", "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const RandomWorld base = random_world(seed);
        const RandomWorld more = random_world(seed, {.more_trips = 2});
        const ServiceTimes after = more.times();
        each(base, base.times(),
             [&](auto category, auto cell, double walk, double p5, double p50, double p95) {
                 const std::size_t k = category.value();
                 const std::size_t c = cell.value();
                 RC_ASSERT(or_never(after[k].walk[c]) == walk);
                 RC_ASSERT(or_never(after[k].transit_p5[c]) <= p5);
                 RC_ASSERT(or_never(after[k].transit_p50[c]) <= p50);
                 RC_ASSERT(or_never(after[k].transit_p95[c]) <= p95);
             });
    }));
}

TEST_CASE("closing a street never shortens a trip", "[access][property]") {
    std::size_t longer = 0;
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        const RandomWorld base = random_world(seed);
        const RandomWorld closed = random_world(seed, {.without_last_street = true});
        const ServiceTimes after = closed.times();
        each(base, base.times(),
             [&](auto category, auto cell, double walk, double p5, double p50, double p95) {
                 const std::size_t k = category.value();
                 const std::size_t c = cell.value();
                 REQUIRE(or_never(after[k].walk[c]) >= walk);
                 REQUIRE(or_never(after[k].transit_p5[c]) >= p5);
                 REQUIRE(or_never(after[k].transit_p50[c]) >= p50);
                 REQUIRE(or_never(after[k].transit_p95[c]) >= p95);
                 if (or_never(after[k].walk[c]) > walk) ++longer;
             });
    }
    CHECK(longer > 0);
}

TEST_CASE("times are the same with 1, 2 and 7 threads, and on a second call",
          "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        const RandomWorld world = random_world(seed);
        const ServiceTimes one = world.times(1);
        CHECK(world.times(1) == one);
        CHECK(world.times(2) == one);
        CHECK(world.times(7) == one);
    }
}

namespace {

/// An island with home i and stop j; the mainland with homes h and k, stop b, pharmacy p. 10 s a
/// character.
const Town& islands() {
    static const Town drawn(R"(
        A-h-------b--p----------------------------------------------------k-B

        C--i---j--D        E--m--F
    )");
    return drawn;
}

struct Islands {
    CellTies cells = ties(islands(), "hkimh");  // the last one untied
    IndexedVector<CategoryIdx, CategorySites> categories;
    transit::Timetable timetable;
    std::unique_ptr<transit::DayTimetable> day;
    TransitNetwork network;
    AccessSettings settings;

    explicit Islands(const std::vector<std::string>& runs) {
        cells.snaps[census::CellIdx{4}] = std::nullopt;
        CategorySites pharmacy;
        pharmacy.sites = snaps(islands(), "p");
        pharmacy.known = 1;
        categories.push_back(pharmacy);
        settings.walk_limit = Minutes{5};
        settings.stop_walk_limit = Minutes{2};
        timetable = test::timetable({{"stops.txt", stops_text(islands(), "bj")},
                                     {"stop_times.txt", stop_times_text(runs)}});
        day = std::make_unique<transit::DayTimetable>(
            timetable, transit::Day{std::chrono::year{2026} / 3 / 17});
        network.day = day.get();
        network.stops = stop_ties(timetable, islands());
        network.footpaths = footpaths(timetable, islands().graph(), network.stops, settings, {1});
        network.cell_stops =
            cell_stops(islands().graph(), cells, network.stops, settings.stop_walk_limit, {1});
    }
    ServiceTimes times(const TransitNetwork* transit) const {
        return service_times(islands().graph(), cells, categories, transit, settings, {1});
    }
    ServiceTimes times() const { return times(&network); }
};

using Column = std::vector<Maybe<double>>;

}  // namespace

TEST_CASE("a time is missing for the right reason", "[access]") {
    const Islands world({"j12:00 b12:10"});  // after the window, within two hours of no departure
    const ServiceTimes times = world.times();
    const Maybe<double> near = (8 + 3) * 10 / 60.0;
    CHECK(times[0].walk == Column{near, Absence::au_dela, Absence::non_desservi,
                                  Absence::non_desservi, Absence::non_rattache});
    // i has a stop, and the mainland has one: a ride may exist. m has none.
    CHECK(times[0].transit_p50 == Column{near, Absence::au_dela, Absence::au_dela,
                                         Absence::non_desservi, Absence::non_rattache});
}

TEST_CASE("the longest trip allowed is allowed", "[access]") {
    Islands world({"j07:10 b07:20"});
    world.settings.window = {Seconds{7 * 3600}, Seconds{7 * 3600 + 60}, Seconds{60}};
    world.settings.limits.max_time = Seconds{20 * 60 + 30};  // 7:00 to 7:20 and 30 s on foot
    CHECK(world.times()[0].transit_p50[2] == Maybe<double>(20.5));
    world.settings.limits.max_time -= Seconds{1};
    CHECK(world.times()[0].transit_p50[2] == Maybe<double>(Absence::au_dela));
}

TEST_CASE("without a timetable only the walk is known", "[access]") {
    const Islands world({"j07:00 b07:10"});
    const ServiceTimes times = world.times(nullptr);
    CHECK(times[0].walk == world.times()[0].walk);
    CHECK(times[0].transit_p50 == Column(5, Absence::non_disponible));
}

TEST_CASE("a category without facilities, facilities off the network, a town without streets",
          "[access]") {
    Islands world({"j07:00 b07:10"});
    world.categories[CategoryIdx{0}].sites.clear();
    CHECK(world.times()[0].walk == Column(5, Absence::non_rattache));
    CHECK(world.times()[0].transit_p95 == Column(5, Absence::non_rattache));
    world.categories[CategoryIdx{0}].known = 0;
    CHECK(world.times()[0].walk == Column(5, Absence::non_disponible));
    CHECK(world.times()[0].transit_p5 == Column(5, Absence::non_disponible));

    CellTies untied;
    untied.snaps.resize(2);
    world.categories[CategoryIdx{0}].known = 1;
    const street::StreetGraph no_streets;
    CHECK(
        service_times(no_streets, untied, world.categories, nullptr, world.settings, {1})[0].walk ==
        Column(2, Absence::non_disponible));
}

// The worked example of engine/access/README.md.
TEST_CASE("one ferry a quarter of an hour: the percentiles of the window", "[access][example]") {
    const Islands world({"j07:10 b07:20", "j07:25 b07:35", "j07:40 b07:50", "j07:55 b08:05",
                         "j08:10 b08:20", "j08:25 b08:35", "j08:40 b08:50", "j08:55 b09:05",
                         "j09:10 b09:20"});
    const ServiceTimes times = world.times();
    // From i: 40 s to the stop, 30 s from the other one. Leaving at 7:00 + d, one catches the first
    // of 7:10 + 15 k that is at least 40 s later: d = 0..9 wait for 7:10, 10..24 for 7:25, ...
    // 115..119 for 9:10.
    std::vector<double> minutes;
    for (int d = 0; d < 120; ++d) {
        int ferry = 10;
        while (ferry * 60 < d * 60 + 40) ferry += 15;
        minutes.push_back(ferry + 10 + 0.5 - d);
    }
    std::sort(minutes.begin(), minutes.end());
    // Waits of 1 to 15 minutes, 8 of each: ranks 6, 60 and 114 of 120.
    CHECK(minutes[6 - 1] == 1 + 10 + 0.5);
    CHECK(minutes[60 - 1] == 8 + 10 + 0.5);
    CHECK(minutes[114 - 1] == 15 + 10 + 0.5);
    CHECK(*times[0].transit_p5[2] == Approx(minutes[6 - 1]));
    CHECK(*times[0].transit_p50[2] == Approx(minutes[60 - 1]));
    CHECK(*times[0].transit_p95[2] == Approx(minutes[114 - 1]));
    CHECK(times[0].walk[2] == Maybe<double>(Absence::non_desservi));
}
