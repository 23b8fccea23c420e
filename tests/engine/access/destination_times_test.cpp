// SPDX-License-Identifier: Apache-2.0
#include "engine/access/destination_times.hpp"

#include <cmath>

#include "engine/access/service_times.hpp"
#include "tests/engine/access/feed_support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

/// Homes h, k and i (an island); town halls m and n; a bus from b to d. 10 m and 10 s a character.
const Town& town() {
    static const Town drawn(R"(
        A-h-b----------------+
                             |
                             |     E-----i-----F
                             |
        B-k-m-----------d-n--+
    )");
    return drawn;
}

struct Scene {
    census::Population population = residents(town(), "hki");
    CellTies cells = ties(town(), "hki");
    street::Snapper snapper;
    transit::Timetable timetable;
    transit::DayTimetable day;
    AccessSettings settings;
    TransitNetwork network;
    Notices notices;

    Scene()
        : snapper(town().graph(), options()),
          timetable(test::timetable(
              {{"stops.txt", stops_text(town(), "bd")},
               {"stop_times.txt", stop_times_text({"b07:01 d07:02", "b07:03 d07:04"})}})),
          day(timetable, transit::Day{std::chrono::year{2026} / 3 / 17}) {
        settings.snap = options();
        settings.window = {Seconds{7 * 3600}, Seconds{7 * 3600 + 180}, Seconds{60}};
        network = transit_network(day, town().graph(), snapper, cells, settings, {1}, {}, notices);
        const std::vector<std::string> communes{"99001", "99002", "99003"};
        for (std::size_t c = 0; c < 3; ++c)
            population.cells[census::CellIdx{c}].commune = communes[c];
    }
    static street::SnapOptions options() {
        street::SnapOptions snap;
        snap.limit = Metres{15};
        snap.large_component = 2;
        return snap;
    }
    std::vector<DestinationTimes> to(std::vector<Destination> places, unsigned threads = 1,
                                     bool with_transit = true) {
        return destination_times(town().graph(), snapper, population, cells, places,
                                 with_transit ? &network : nullptr, settings, {threads}, {},
                                 notices);
    }
    DestinationTimes own(const OwnPlaces& halls, unsigned threads = 1) {
        return own_commune_times(town().graph(), snapper, population, cells, halls, "mairie",
                                 "Mairie", &network, settings, {threads}, {}, notices);
    }
};

Destination place(char name) {
    return {std::string(1, name), "Lieu", town().place(name)};
}

}  // namespace

TEST_CASE("time, length and detour of the walk to a named place", "[access]") {
    Scene scene;
    const auto found = scene.to({place('n')})[0];
    // h goes 19 characters right, 4 down, 3 left; k walks 16 right.
    const double metres = 10 * (19 + 4 + 3);
    CHECK(*found.metres[0] == Approx(metres));
    CHECK(*found.minutes.walk[0] == Approx(metres / 60));
    CHECK(*found.detour[0] == Approx(metres / std::hypot(160, 40)));
    CHECK(*found.metres[1] == Approx(160));
    CHECK(*found.detour[1] == Approx(1));
    CHECK(found.metres[2] == Maybe<double>(Absence::non_desservi));
    CHECK(found.minutes.walk[2] == Maybe<double>(Absence::non_desservi));
    CHECK(found.minutes.transit_p50[2] == Maybe<double>(Absence::non_desservi));
}

TEST_CASE("a named place by bus: the faster of bus and walk at each departure", "[access]") {
    Scene scene;
    const auto found = scene.to({place('n')})[0];
    // h is 20 s from b, n is 20 s from d. Leaving at 7:00, 7:01 and 7:02, one rides at 7:01, 7:03
    // and 7:03.
    const double slowest = 3 - 1 + 1 + 20 / 60.0;
    CHECK(*found.minutes.transit_p95[0] == Approx(slowest));
    CHECK(*found.minutes.transit_p50[0] == Approx(3 - 2 + 1 + 20 / 60.0));
    CHECK(*found.minutes.transit_p5[0] == Approx(1 - 0 + 1 + 20 / 60.0));
    CHECK(scene.to({place('n')}, 1, false)[0].minutes.transit_p50[0] ==
          Maybe<double>(Absence::non_disponible));
}

TEST_CASE("too near for a ratio of lengths to mean something", "[access]") {
    Scene scene;
    const auto found = scene.to({place('m')})[0];
    CHECK(*found.metres[1] == Approx(20));
    CHECK(found.detour[1] == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("a destination off the network is said once, and missing everywhere", "[access]") {
    Scene scene;
    const auto found = scene.to({place('n'), {"loin", "Loin", {5000, 5000}}});
    CHECK(found[0].minutes.walk[0].has_value());
    CHECK(found[1].minutes.walk[0] == Maybe<double>(Absence::non_rattache));
    CHECK(found[1].detour[0] == Maybe<double>(Absence::non_rattache));
    CHECK(scene.notices.count("destination_non_rattachee") == 1);
}

TEST_CASE("each cell walks to the town hall of its own commune, even when another one is nearer",
          "[access]") {
    Scene scene;
    const auto to_m = scene.to({place('m')})[0];
    const auto to_n = scene.to({place('n')})[0];
    const OwnPlaces halls{{"99001", {place('m')}}, {"99002", {place('n')}}};
    const DestinationTimes own = scene.own(halls);
    CHECK(own.id == "mairie");
    CHECK(own.minutes.walk[0] == to_m.minutes.walk[0]);
    CHECK(own.minutes.transit_p50[0] == to_m.minutes.transit_p50[0]);
    CHECK(own.metres[1] == to_n.metres[1]);
    CHECK(own.detour[1] == to_n.detour[1]);
    CHECK(own.minutes.walk[2] == Maybe<double>(Absence::non_disponible));
    for (const unsigned threads : {2U, 7U}) CHECK(scene.own(halls, threads) == own);

    // Of two halls of its commune the nearer, with the detour to that one, whatever their order.
    const DestinationTimes both = scene.own({{"99002", {place('m'), place('n')}}});
    CHECK(both.minutes.walk[1] == std::min(to_m.minutes.walk[1], to_n.minutes.walk[1],
                                           [](const auto& a, const auto& b) { return *a < *b; }));
    CHECK(scene.own({{"99002", {place('n'), place('m')}}}) == both);
}

TEST_CASE("a named place is a category of one facility, but for the limit of the walk",
          "[access]") {
    Scene scene;
    scene.settings.walk_limit = Minutes{600};
    IndexedVector<CategoryIdx, CategorySites> one(1);
    one[CategoryIdx{0}].sites = snaps(town(), "n");
    one[CategoryIdx{0}].known = 1;
    const ServiceTimes as_service =
        service_times(town().graph(), scene.cells, one, &scene.network, scene.settings, {1});
    for (const unsigned threads : {1U, 2U, 7U}) {
        const auto as_place = scene.to({place('n'), place('m')}, threads)[0].minutes;
        CHECK(as_place.walk == as_service[0].walk);
        CHECK(as_place.transit_p5 == as_service[0].transit_p5);
        CHECK(as_place.transit_p50 == as_service[0].transit_p50);
        CHECK(as_place.transit_p95 == as_service[0].transit_p95);
    }
}
