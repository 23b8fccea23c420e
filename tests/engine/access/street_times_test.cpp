// SPDX-License-Identifier: Apache-2.0
#include "engine/access/street_times.hpp"

#include "engine/access/destination_times.hpp"
#include "tests/engine/access/random_world.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

/// A car in a random town with one-ways: 4 minutes of parking, a quarter of an hour at most.
struct Drive {
    street::StreetGraph graph;
    CellTies cells;
    IndexedVector<CategoryIdx, CategorySites> categories;
    StreetMode mode;

    explicit Drive(std::uint32_t seed) : graph(random_graph({.seed = seed})) {
        Random random(seed + 1);
        cells = ties_of(random_places(graph, random, 12));
        cells.snaps[census::CellIdx{5}] = std::nullopt;
        for (std::size_t c = 0; c < 4; ++c) {
            CategorySites category;
            category.sites = random_places(graph, random, c);
            category.known = c;
            categories.push_back(category);
        }
        AccessSettings settings;
        settings.driving_limit = Minutes{15};
        mode = street_mode(TravelMode::voiture, graph, cells, settings);
    }
};

}  // namespace

TEST_CASE("by car, searching from the facilities gives the drives from every cell, plus parking",
          "[access][property]") {
    std::size_t found = 0;
    std::size_t missed = 0;
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const Drive drive(seed);
        const auto times = nearest_times(drive.mode, drive.categories, {2});
        REQUIRE(times == nearest_times(drive.mode, drive.categories, {1}));
        street::Reach reach(drive.graph);
        for (const auto category : indices<CategoryIdx>(drive.categories.size()))
            for (const auto cell : indices<census::CellIdx>(drive.cells.snaps.size())) {
                const Maybe<double>& time = times[category.value()][cell.value()];
                if (!drive.cells.snaps[cell]) {
                    REQUIRE(time == Maybe<double>(category.value() == 0 ? Absence::non_disponible
                                                                        : Absence::non_rattache));
                    continue;
                }
                // 4 of the 15 minutes are for parking.
                reach.run(*drive.cells.snaps[cell], 11 * 60'000);
                street::Cost best = street::unreached;
                for (const street::Snap& site : drive.categories[category].sites)
                    best = std::min(best, reach.cost(site));
                if (best == street::unreached) {
                    REQUIRE_FALSE(time);
                    ++missed;
                } else {
                    REQUIRE(time == Maybe<double>((best + 4 * 60'000) / 60'000.0));
                    ++found;
                }
            }
    }
    CHECK(found > 1000);
    CHECK(missed > 1000);
}

namespace {

/// 10 m and 10 s a character: home h and k, a clinic c, an island i.
const Town& town() {
    static const Town drawn(R"(
        A-h---------c-----------k-B

        C--i--D
    )");
    return drawn;
}

struct Scene {
    census::Population population = residents(town(), "hki");
    CellTies cells = ties(town(), "hki");
    street::Snapper snapper{town().graph(), {.limit = Metres{15}, .large_component = 2}};
    StreetMode mode{TravelMode::voiture, &town().graph(), &cells, limit_cost(Minutes{4.5}),
                    limit_cost(Minutes{3})};
    Notices notices;
};

}  // namespace

TEST_CASE("parking is part of the trip and of its limit", "[access]") {
    Scene scene;
    CategorySites clinic;
    clinic.sites = snaps(town(), "c");
    clinic.known = 1;
    const auto minutes = NearestPlaces(scene.mode, clinic).from_cells();
    // 10 characters = 100 s; 3 min + 1 min 40 s is over 4 min 30 s.
    CHECK(minutes[0] == Maybe<double>(Absence::au_dela));
    CHECK(minutes[2] == Maybe<double>(Absence::non_desservi));
    scene.mode.limit = limit_cost(Minutes{3}) + 100'000;
    CHECK(*NearestPlaces(scene.mode, clinic).from_cells()[0] == Approx(3 + 100 / 60.0));
}

TEST_CASE("a named place has no limit; one off the streets is said once, with its mode",
          "[access]") {
    Scene scene;
    const std::vector<Destination> places{{"clinique", "Clinique", town().place('c')},
                                          {"ailleurs", "Ailleurs", {10'000, 0}}};
    const auto times = place_times(scene.mode, scene.snapper, places, {1}, {}, scene.notices);
    CHECK(*times[0][0] == Approx(3 + 100 / 60.0));
    CHECK(*times[0][1] == Approx(3 + 120 / 60.0));
    CHECK(times[0][2] == Maybe<double>(Absence::non_desservi));
    CHECK(times[1][0] == Maybe<double>(Absence::non_rattache));
    REQUIRE(scene.notices.items().size() == 1);
    CHECK(scene.notices.items()[0].code == "destination_non_rattachee");
    CHECK(scene.notices.items()[0].layer == "destinations, voiture");
    CHECK(scene.notices.items()[0].samples == std::vector<Sample>{"ailleurs"});
}

TEST_CASE("each cell drives to the town hall of its own commune", "[access]") {
    Scene scene;
    for (const std::size_t c : {0U, 2U})
        scene.population.cells[census::CellIdx{c}].commune = c == 0 ? "99001" : "99003";
    const OwnPlaces halls{{"99001", {{"m", "M", town().place('k')}}},
                          {"99002", {{"n", "N", town().place('h')}}}};
    const auto own = own_commune_minutes(scene.mode, scene.snapper, scene.population, halls, {1},
                                         {}, scene.notices);
    CHECK(*own[0] == Approx(3 + 220 / 60.0));  // not the nearer hall of 99002, at its door
    CHECK(own[1] == Maybe<double>(Absence::non_disponible));
    CHECK(own[2] == Maybe<double>(Absence::non_disponible));
}

TEST_CASE(
    "each commune is searched no further than it needs, and its times are those of a search "
    "without a limit",
    "[access][property]") {
    std::size_t found = 0;
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        const RandomWorld world = random_world(seed);
        Random random(seed);
        const street::Snapper snapper(world.graph, world.settings.snap);
        census::Population population;
        OwnPlaces halls;  // two a commune: the nearer counts
        std::vector<Destination> places;
        for (const census::CellIdx c : indices<census::CellIdx>(world.cells.snaps.size())) {
            census::Cell cell;
            cell.commune = std::to_string(c.value() % 3);
            // Not where it is tied: the first limit may be far too short.
            cell.centre = {random() % 20 * 1.0, random() % 20 * 1.0};
            population.cells.push_back(cell);
        }
        for (const char* commune : {"0", "1", "2"}) {
            for (int i = 0; i < 2; ++i) {
                const street::NodeIdx node{random() % world.graph.node_count()};
                halls[commune].push_back({commune, commune, world.graph.position(node)});
                places.push_back(halls[commune].back());
            }
        }
        const auto least = [](const Maybe<double>& a, const Maybe<double>& b) {
            return a && (!b || *a < *b) ? a : b;
        };
        for (const TravelMode mode : {TravelMode::marche, TravelMode::velo, TravelMode::voiture}) {
            const StreetMode streets = street_mode(mode, world.graph, world.cells, world.settings);
            Notices notices;
            const auto own =
                own_commune_minutes(streets, snapper, population, halls, {2}, {}, notices);
            const auto all = place_times(streets, snapper, places, {1}, {}, notices);
            for (std::size_t c = 0; c < own.size(); ++c) {
                INFO("seed " << seed << ", cell " << c);
                const Maybe<double> nearer = least(all[c % 3 * 2][c], all[c % 3 * 2 + 1][c]);
                CHECK(own[c].has_value() == nearer.has_value());
                if (!own[c] || !nearer) continue;
                CHECK(*own[c] == *nearer);
                ++found;
            }
        }
        Notices notices;
        const auto own =
            own_commune_times(world.graph, snapper, population, world.cells, halls, "mairie",
                              "Mairie", &world.network, world.settings, {2}, {}, notices);
        const auto all = destination_times(world.graph, snapper, population, world.cells, places,
                                           &world.network, world.settings, {1}, {}, notices);
        for (std::size_t c = 0; c < population.cells.size(); ++c) {
            const auto& one = all[c % 3 * 2].minutes;
            const auto& other = all[c % 3 * 2 + 1].minutes;
            const Maybe<double> nearer = least(one.walk[c], other.walk[c]);
            REQUIRE(own.minutes.walk[c].has_value() == nearer.has_value());
            if (nearer) CHECK(*own.minutes.walk[c] == *nearer);
        }
    }
    CHECK(found > 1000);
}

TEST_CASE("transit over car, and why it may be missing", "[access]") {
    TimesTo times = no_times(4, Absence::non_disponible);
    times.transit_p50 = {30.0, Absence::au_dela, 12.0, 10.0};
    times.driving = {12.0, 8.0, Absence::non_rattache, 0.0};
    const auto ratios = transit_car_ratio(times);
    CHECK(*ratios[0] == Approx(30.0 / 12));
    CHECK(ratios[1] == Maybe<double>(Absence::au_dela));
    CHECK(ratios[2] == Maybe<double>(Absence::non_rattache));
    CHECK(ratios[3] == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("modes have the names of the configuration and of the columns", "[access]") {
    for (const TravelMode mode : every_mode) CHECK(parse_travel_mode(to_text(mode)) == mode);
    CHECK_FALSE(parse_travel_mode("trottinette"));
    TimesTo times;
    for (const TravelMode mode : every_mode) times.by(mode).push_back(static_cast<double>(mode));
    CHECK(*times.walk[0] == 0);
    CHECK(*times.cycling[0] == 1);
    CHECK(*times.transit_p50[0] == 2);
    CHECK(*times.driving[0] == 3);
}
