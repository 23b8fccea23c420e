// SPDX-License-Identifier: Apache-2.0
// What a run takes from an earlier one, and what it does again, in a town with every input.
#include <algorithm>
#include <set>
#include <string>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/atlas/town_halls.hpp"
#include "engine/layers/layers.hpp"
#include "engine/street/build.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"
#include "tests/support/memory_memo.hpp"

using namespace lisiere;

namespace {

using Names = std::set<std::string>;

constexpr int side = 11;  // crossings each way, 100 m apart

geo::MultiPolygon square(double x, double y, double width) {
    return {{{{x, y}, {x + width, y}, {x + width, y + width}, {x, y + width}, {x, y}}, {}}};
}

street::StreetGraph grid(double speed_kmh) {
    street::WayTable table;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) table.vertices.push_back({x * 100.0, y * 100.0});
    const auto at = [](int x, int y) { return static_cast<std::uint32_t>(y * side + x); };
    std::int64_t id = 1;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const street::WayTraits kind{"residential", 0, 0, speed_kmh};
            if (x + 1 < side) table.add_way(id++, kind, std::vector{at(x, y), at(x + 1, y)});
            if (y + 1 < side) table.add_way(id++, kind, std::vector{at(x, y), at(x, y + 1)});
        }
    return street::build_graph(table);
}

/// A tram along y = 500 m, from x = 100 m to x = 900 m, at 07:10 and at `second`.
transit::Timetable tram(const std::string& second = "07:40:00") {
    return test::timetable(test::FeedText{
        {"routes.txt", "route_id,route_short_name,route_type\nL,T,0\n"},
        {"stops.txt",
         "stop_id,stop_name,stop_lat,stop_lon\nW,West,0.005,0.001\nE,East,0.005,0.009\n"},
        {"stop_times.txt",
         "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
         "1,07:10:00,07:10:00,W,1\n1,07:12:00,07:12:00,E,2\n"
         "2," +
             second + "," + second + ",W,1\n2,08:20:00,08:20:00,E,2\n"}});
}

Inputs town() {
    Inputs in;
    in.territory.name = "Essai";
    in.territory.crs = {2154};
    in.territory.study_area = {-500, -500, 1500, 1500};
    Perimeter quarter;
    quarter.id = "QN09901N";
    quarter.name = "Ouest";
    quarter.shape = square(0, 300, 400);
    in.territory.perimeters.push_back(quarter);
    Commune commune;
    commune.code = "99001";
    commune.shape = square(-100, -100, 1200);
    in.territory.communes.push_back(commune);
    in.population.emplace();
    for (int i = 0; i < 25; ++i) {
        census::Cell cell;
        cell.id = std::to_string(i);
        cell.shape = square(i % 5 * 200, i / 5 * 200, 200);
        cell.centre = {i % 5 * 200 + 100.0, i / 5 * 200 + 100.0};
        cell.people = 100;
        in.population->cells.push_back(cell);
    }
    in.streets = grid(4.8);
    in.cycling = grid(15);
    in.driving = grid(30);
    in.barriers.emplace();
    in.timetable = tram();
    transit::Period peak{"pointe_matin", transit::DayType::ouvrable, Seconds{7 * 3600},
                         Seconds{9 * 3600}};
    in.periods.push_back(peak);
    in.supply_index.last_class = std::string("1");
    in.destinations.push_back({"centre", "Centre", {1000, 500}});
    for (const char* id : {"pharmacie", "mairie"}) {
        access::Category category;
        category.id = id;
        category.visits_per_week = 1.0;
        in.categories.push_back(category);
    }
    for (const auto& [category, x] : {std::pair{0U, 950.0}, {0U, 450.0}, {1U, 650.0}}) {
        access::Facility facility;
        facility.id = "f" + std::to_string(static_cast<int>(x));
        facility.category = access::CategoryIdx{category};
        facility.at = {x, 500};
        in.facilities.push_back(facility);
    }
    in.opportunities.push_back({"emplois", "Emplois", "essai", 10, {{{1000, 500}, 40}}});
    in.opportunity_measures.push_back({"30", "30 min", {}, "essai"});
    in.floating_rules.push_back({"pharmacie",
                                 access::TravelMode::voiture,
                                 {{10, 1}},
                                 "pharmacies",
                                 "pharmaciens",
                                 "essai"});
    return in;
}

Settings settings() {
    Settings settings;
    settings.centre = "centre";
    settings.index.draws = 20;
    settings.days.ouvrable = std::chrono::year(2026) / 3 / 17;
    settings.travel_day = *settings.days.ouvrable;
    return settings;
}

const Names every_step{"bord des données",
                       "bandes",
                       "desserte",
                       "temps à pied et en transports",
                       "opportunités à portée à pied",
                       "opportunités à portée en transports",
                       "temps à vélo",
                       "opportunités à portée à vélo",
                       "temps en voiture",
                       "opportunités à portée en voiture",
                       "isochrones à pied",
                       "isochrones à vélo",
                       "isochrones en transports",
                       "isochrones en voiture",
                       "quartier vécu",
                       "enclavement: rues et coupures"};

/// The kept steps that a run computed, after those of `town()` were kept; and its tables must be
/// those of a run that knows no earlier one.
Names done_again(const Inputs& changed, const Settings& with = settings()) {
    test::MemoryMemo memo;
    analyse(town(), settings(), {}, &memo);
    Names again = every_step;
    const std::string suffix = " (repris)";
    const Progress progress = [&](std::string_view step, double) {
        if (step.ends_with(suffix))
            again.erase(std::string(step.substr(0, step.size() - suffix.size())));
    };
    const Atlas atlas = analyse(changed, with, progress, &memo);
    const std::vector<Table> kept = tables(atlas);
    const std::vector<Table> fresh = tables(analyse(changed, with));
    REQUIRE(kept.size() == fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        INFO(fresh[i].name);
        CHECK(kept[i].rows == fresh[i].rows);
        CHECK(kept[i].geometries == fresh[i].geometries);
    }
    return again;
}

}  // namespace

TEST_CASE("nothing is computed again when nothing changed", "[atlas]") {
    CHECK(done_again(town()) == Names{});
}

TEST_CASE("another timetable: what is by transit is computed again, and nothing else", "[atlas]") {
    const Names by_transit{"desserte", "temps à pied et en transports",
                           "opportunités à portée en transports", "isochrones en transports"};
    Inputs later = town();
    later.timetable = tram("08:10:00");
    CHECK(done_again(later) == by_transit);
    // Not the same timetable to the eye, though it gives the same times.
    Inputs renamed = town();
    renamed.timetable = tram("07:40:01");
    CHECK(done_again(renamed) == by_transit);
    // And the tables do say that the second tram leaves later.
    const auto departures = [](const Inputs& in) {
        return analyse(in, settings()).stop_services[transit::StopIdx{0}].last_departure;
    };
    CHECK(departures(town()) == Maybe<Seconds>(Seconds{test::at("07:40")}));
    CHECK(departures(later) == Maybe<Seconds>(Seconds{test::at("08:10")}));
}

TEST_CASE("another day of the same timetable: what is by transit is computed again", "[atlas]") {
    Settings other = settings();
    other.travel_day += std::chrono::days{1};
    CHECK(done_again(town(), other) == Names{"temps à pied et en transports",
                                             "opportunités à portée en transports",
                                             "isochrones en transports"});
    other = settings();
    other.days.samedi = *other.days.ouvrable + std::chrono::days{4};
    CHECK(done_again(town(), other) == Names{"desserte"});
}

TEST_CASE("other streets for bicycles: what is by bicycle is computed again", "[atlas]") {
    Inputs faster = town();
    faster.cycling = grid(18);
    CHECK(done_again(faster) ==
          Names{"temps à vélo", "opportunités à portée à vélo", "isochrones à vélo"});
}

TEST_CASE("other opportunities: what is in reach is computed again, times are not", "[atlas]") {
    Inputs moved = town();
    moved.opportunities[0].places[0].count = 41;
    CHECK(done_again(moved) ==
          Names{"opportunités à portée à pied", "opportunités à portée en transports",
                "opportunités à portée à vélo", "opportunités à portée en voiture"});
    Inputs rule = town();
    rule.floating_rules[0].rings[0].minutes = 5;
    CHECK(done_again(rule) == Names{"opportunités à portée en voiture"});
}

TEST_CASE("another limit, another place, other limits of isochrones: only what they are of",
          "[atlas]") {
    Settings drive = settings();
    drive.access.driving_limit = Minutes{20};
    CHECK(done_again(town(), drive) ==
          Names{"temps en voiture", "opportunités à portée en voiture"});
    Settings walk = settings();
    walk.isochrone_minutes = {Minutes{7}};
    CHECK(done_again(town(), walk) ==
          Names{"isochrones à pied", "isochrones à vélo", "isochrones en voiture"});
    Settings ride = settings();
    ride.transit_isochrone_minutes = {Minutes{20}};
    CHECK(done_again(town(), ride) == Names{"isochrones en transports"});
    Settings park = settings();
    park.access.car_parking = Minutes{2};
    CHECK(done_again(town(), park) ==
          Names{"temps en voiture", "opportunités à portée en voiture", "isochrones en voiture"});
    Settings reach = settings();
    reach.supply.reach = Minutes{3};
    CHECK(done_again(town(), reach) == Names{"desserte"});
    Inputs place = town();
    place.destinations[0].at = {0, 0};
    const Names times{"temps à pied et en transports", "temps à vélo", "temps en voiture",
                      "enclavement: rues et coupures"};
    CHECK(done_again(place) == times);
}

TEST_CASE("other walked streets: all that is walked is computed again, what is driven is not",
          "[atlas]") {
    Inputs slower = town();
    slower.streets = grid(4.0);
    Names walked = every_step;
    for (const char* step :
         {"bandes", "temps à vélo", "opportunités à portée à vélo", "isochrones à vélo",
          "temps en voiture", "opportunités à portée en voiture", "isochrones en voiture"})
        walked.erase(step);
    CHECK(done_again(slower) == walked);
}

TEST_CASE("a mode that is not asked leaves the others as they were kept", "[atlas]") {
    Settings no_car = settings();
    no_car.access.modes = {access::TravelMode::marche, access::TravelMode::velo,
                           access::TravelMode::transports};
    CHECK(done_again(town(), no_car) == Names{"temps en voiture",
                                              "opportunités à portée en voiture",
                                              "isochrones en voiture"});  // not even looked for
}

namespace {

/// Takes the inputs of a step away one at a time: how many there were to take (the others are as if
/// they were not given); the key must change every time.
template <class Inputs>
std::size_t taken_away(const Inputs& inputs) {
    const Digest whole = key_of("essai", inputs);
    std::size_t taken = 0;
    for (std::size_t field = 0; field < field_count<Inputs>; ++field) {
        Inputs changed = inputs;
        std::size_t at = 0;
        bool given = false;
        const auto take = [&]<class Field>(Field& value) {
            if (at++ != field) return;
            given = archive::digest_of(value) != archive::digest_of(Field{});
            value = Field{};
        };
        with_fields(changed, [&](auto&... value) { (take(value), ...); });
        if (!given) continue;
        ++taken;
        INFO("input " << field);
        CHECK(key_of("essai", changed) != whole);
    }
    return taken;
}

}  // namespace

TEST_CASE("every input of a step is in its key: taken away one at a time, each changes it",
          "[atlas]") {
    Inputs in = town();
    for (access::Category& category : in.categories) {
        category.by_transit = true;
        category.by_bicycle = true;
        category.by_car = true;
    }
    Perimeter former;
    former.id = "QP099001";
    former.shape = square(0, 300, 300);
    in.former.push_back(former);
    in.passages.push_back({"QP099001", "QN09901N", "", std::nullopt});
    Settings chosen = settings();
    chosen.days.samedi = *chosen.days.ouvrable + std::chrono::days{4};
    const Atlas atlas = analyse(in, chosen);
    test::MemoryMemo memo;
    const Progress nobody;
    RunParts parts(atlas, nullptr, &memo, nobody);
    Notices notices;
    const access::OwnPlaces halls = town_halls(atlas.inputs, notices);
    using access::TravelMode;
    // Not given in this town: what a scenario takes from its base, a stated choice, and threads,
    // which are in no key.
    CHECK(taken_away(people_inputs(atlas)) == 6);
    CHECK(taken_away(portrait_inputs(atlas)) == 13);
    CHECK(taken_away(edge_inputs(atlas, parts)) == 5);
    CHECK(taken_away(band_inputs(atlas, parts)) == 3);
    CHECK(taken_away(lineage_inputs(atlas, parts)) == 4);
    CHECK(taken_away(desserte_inputs(atlas, nullptr, parts)) >= 10);
    CHECK(taken_away(parts.streets(TravelMode::velo)->inputs()) >= 4);
    CHECK(taken_away(parts.sites(TravelMode::marche)->inputs()) == 3);
    CHECK(taken_away(parts.network()->inputs()) >= 5);
    CHECK(taken_away(walked_times_inputs(atlas, halls, parts)) == 5);
    CHECK(taken_away(street_times_inputs(atlas, TravelMode::voiture, halls, parts)) >= 4);
    CHECK(taken_away(reach_inputs(atlas, TravelMode::transports, parts)) >= 5);
    CHECK(taken_away(isochrone_inputs(atlas, TravelMode::transports, parts).front()) == 4);
    CHECK(taken_away(lived_inputs(atlas, parts, notices)) >= 8);
    CHECK(taken_away(fabric_inputs(atlas, nullptr, parts)) >= 6);
}

TEST_CASE("another outline of one perimeter: the isochrones of the others are taken again",
          "[atlas]") {
    Inputs two = town();
    Perimeter east;
    east.id = "QN09902N";
    east.name = "Est";
    east.shape = square(600, 300, 400);
    two.territory.perimeters.push_back(east);
    test::MemoryMemo memo;
    analyse(two, settings(), {}, &memo);
    memo.found = 0;
    memo.told.clear();
    two.territory.perimeters[PerimeterIdx{1}].shape = square(600, 300, 380);
    const Atlas again = analyse(two, settings(), {}, &memo);
    CHECK(std::count(memo.told.begin(), memo.told.end(), "isochrones à pied : calculé") == 1);
    // By four modes, one perimeter of two; and what hangs on no perimeter.
    const int times_and_reach = 3 + 4;
    CHECK(memo.found >= 4 + times_and_reach);
    const Atlas fresh = analyse(two, settings());
    REQUIRE(again.isochrones.size() == fresh.isochrones.size());
    for (std::size_t i = 0; i < fresh.isochrones.size(); ++i) {
        CHECK(again.isochrones[i].perimeter == fresh.isochrones[i].perimeter);
        CHECK(again.isochrones[i].shape == fresh.isochrones[i].shape);
        CHECK(again.isochrones[i].people == fresh.isochrones[i].people);
    }
}

TEST_CASE("bands and lineage are taken again unless what they are of changes", "[atlas]") {
    Inputs in = town();
    Perimeter former;
    former.id = "QP099001";
    former.shape = square(0, 300, 300);
    in.former.push_back(former);
    const auto again = [&](const Inputs& changed, const Settings& with) {
        test::MemoryMemo memo;
        analyse(in, settings(), {}, &memo);
        memo.told.clear();
        analyse(changed, with, {}, &memo);
        Names computed;
        for (const char* step : {"bandes", "filiation"})
            if (std::count(memo.told.begin(), memo.told.end(), std::string(step) + " : calculé"))
                computed.insert(step);
        return computed;
    };
    CHECK(again(in, settings()) == Names{});
    Inputs faster = in;
    faster.cycling = grid(18);
    CHECK(again(faster, settings()) == Names{});
    Inputs published = in;
    published.passages.push_back({"QP099001", "QN09901N", "", std::nullopt});
    CHECK(again(published, settings()) == Names{"filiation"});
    Settings wider = settings();
    wider.band_distances = {Metres{700}};
    CHECK(again(in, wider) == Names{"bandes"});
    Inputs moved = in;
    moved.population->cells[census::CellIdx{0}].people = 101;
    CHECK(again(moved, settings()) == Names{"bandes", "filiation"});
}
