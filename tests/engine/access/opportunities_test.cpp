// SPDX-License-Identifier: Apache-2.0
#include "engine/access/opportunities.hpp"

#include <algorithm>
#include <cmath>

#include "tests/engine/access/random_world.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

std::vector<OpportunityMeasure> measures_of(std::vector<Decay> decays) {
    std::vector<OpportunityMeasure> measures;
    for (const Decay& decay : decays) measures.push_back({"", "", decay, ""});
    return measures;
}

/// Opportunities that count 1, 2, 3...; where they are is told by the snaps.
Opportunity counting(std::size_t places, double goal) {
    Opportunity opportunity{"emplois", "Emplois", "source", goal, {}};
    for (std::size_t i = 0; i < places; ++i)
        opportunity.places.push_back({{}, static_cast<double>(i + 1)});
    return opportunity;
}

struct Reached {
    std::vector<Opportunity> opportunities;
    std::vector<OpportunityMeasure> measures;
    ReachPlaces places;
};

/// What the figures should be, from the plain list of minutes to every place (infinite: none).
void check_cell(const Reached& asked, const ReachFigures& figures, std::size_t cell,
                const std::vector<double>& minutes, std::size_t facilities) {
    const Opportunity& opportunity = asked.opportunities.front();
    const std::size_t count = opportunity.places.size();
    for (std::size_t m = 0; m < asked.measures.size(); ++m) {
        double sum = 0;
        for (std::size_t j = 0; j < count; ++j)
            if (std::isfinite(minutes[j]))
                sum += opportunity.places[j].count * asked.measures[m].decay(minutes[j]);
        REQUIRE(figures.sums[0][m][cell] == Maybe<double>(sum));
    }
    // The least time t such that what lies within t holds the goal.
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < count; ++j) {
        double within = 0;
        for (std::size_t k = 0; k < count; ++k)
            if (minutes[k] <= minutes[j]) within += opportunity.places[k].count;
        if (within >= opportunity.goal) least = std::min(least, minutes[j]);
    }
    REQUIRE(or_never(figures.goal_minutes[0][cell]) == least);
    std::vector<double> sorted(minutes.begin() + static_cast<std::ptrdiff_t>(count), minutes.end());
    REQUIRE(sorted.size() == facilities);
    std::sort(sorted.begin(), sorted.end());
    REQUIRE(or_never(figures.nth_minutes[0][cell]) == sorted[2]);
}

constexpr std::size_t jobs = 6;
constexpr std::size_t clinics = 5;

Reached asked_of(const std::vector<street::Snap>& sites) {
    Reached asked;
    asked.opportunities = {counting(jobs, 8)};
    asked.measures = measures_of({{Decay::Kind::step, 5},
                                  {Decay::Kind::exponential, 4},
                                  {Decay::Kind::linear, 6, 4},
                                  {Decay::Kind::logistic, 6, 2},
                                  {Decay::Kind::fixed_exponential, 7}});
    asked.places.facilities = {clinics};
    asked.places.snaps = optional_of(sites);
    asked.places.snaps[1] = std::nullopt;  // an untied place is never reached
    return asked;
}

ReachFigures figures_of(Reached& asked, const PlaceTimesMaker& maker, const CellTies& cells,
                        unsigned threads) {
    asked.places.opportunities = asked.opportunities;
    asked.places.measures = asked.measures;
    return reach_figures(asked.places, maker, cells, {threads}, "essai");
}

}  // namespace

TEST_CASE("by car, counts, time to a goal and third nearest are those of the plain list of drives",
          "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        const street::StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        CellTies cells = ties_of(random_places(graph, random, 10));
        cells.snaps[census::CellIdx{4}] = std::nullopt;
        Reached asked = asked_of(random_places(graph, random, jobs + clinics));
        const StreetMode car{TravelMode::voiture, &graph, &cells, limit_cost(Minutes{14}),
                             limit_cost(Minutes{2})};
        const auto maker = street_place_times(car, asked.places.snaps);
        const ReachFigures figures = figures_of(asked, maker, cells, 1);
        for (const unsigned threads : {2U, 7U})
            REQUIRE(figures_of(asked, maker, cells, threads) == figures);
        street::Reach reach(graph);
        for (std::size_t c = 0; c < 10; ++c) {
            if (c == 4) {
                REQUIRE(figures.sums[0][0][c] == Maybe<double>(Absence::non_rattache));
                REQUIRE(figures.goal_minutes[0][c] == Maybe<double>(Absence::non_rattache));
                REQUIRE(figures.nth_minutes[0][c] == Maybe<double>(Absence::non_rattache));
                continue;
            }
            reach.run(*cells.snaps[census::CellIdx{c}], 12 * 60'000);
            std::vector<double> minutes;
            for (const auto& place : asked.places.snaps) {
                const street::Cost cost = place ? reach.cost(*place) : street::unreached;
                minutes.push_back(cost == street::unreached
                                      ? std::numeric_limits<double>::infinity()
                                      : (cost + 120'000) / 60'000.0);
            }
            check_cell(asked, figures, c, minutes, clinics);
        }
    }
}

TEST_CASE("by transit, every place has the median that it has alone, from the other direction",
          "[access][property]") {
    std::size_t ridden = 0;
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        INFO("seed " << seed);
        const RandomWorld world = random_world(seed);
        Random random(seed + 5);
        Reached asked = asked_of(random_places(world.graph, random, jobs + clinics));
        const StreetMode walking =
            street_mode(TravelMode::marche, world.graph, world.cells, world.settings);
        const auto maker =
            transit_place_times(walking, world.network, world.settings, asked.places.snaps);
        const ReachFigures figures = figures_of(asked, maker, world.cells, 1);
        for (const unsigned threads : {2U, 7U})
            REQUIRE(figures_of(asked, maker, world.cells, threads) == figures);
        // The oracle: each place as a category of its own, searched backwards.
        IndexedVector<CategoryIdx, CategorySites> alone;
        for (const auto& place : asked.places.snaps) {
            CategorySites one;
            one.known = 1;
            if (place) one.sites.push_back(*place);
            alone.push_back(one);
        }
        const ServiceTimes times =
            service_times(world.graph, world.cells, alone, &world.network, world.settings, {1});
        for (std::size_t c = 0; c < world.cells.snaps.size(); ++c) {
            if (!world.cells.snaps[census::CellIdx{c}]) continue;
            std::vector<double> minutes;
            for (const TimesTo& place : times) {
                minutes.push_back(or_never(place.transit_p50[c]));
                if (minutes.back() < or_never(place.walk[c])) ++ridden;
            }
            check_cell(asked, figures, c, minutes, clinics);
        }
    }
    CHECK(ridden > 100);
}

TEST_CASE("nothing in reach is 0; a goal too high, no place at all and no facility are missing",
          "[access]") {
    const Town town("A--a------------p--B");  // 10 s a character
    const CellTies cells = ties(town, "a");
    const StreetMode walking{TravelMode::marche, &town.graph(), &cells, limit_cost(Minutes{1})};
    Reached asked;
    asked.opportunities = {counting(1, 1), counting(1, 5), counting(0, 1)};
    asked.measures = measures_of({{Decay::Kind::step, 1}});
    asked.places.facilities = {0, 2};
    asked.places.rank = 3;
    asked.places.snaps = optional_of(snaps(town, "pppp"));
    const auto figures =
        figures_of(asked, street_place_times(walking, asked.places.snaps), cells, 1);
    CHECK(figures.sums[0][0][0] == Maybe<double>(0.0));
    CHECK(figures.goal_minutes[0][0] == Maybe<double>(Absence::au_dela));
    CHECK(figures.goal_minutes[1][0] == Maybe<double>(Absence::sans_objet));
    CHECK(figures.sums[2][0][0] == Maybe<double>(Absence::non_disponible));
    CHECK(figures.nth_minutes[0][0] == Maybe<double>(Absence::non_disponible));
    CHECK(figures.nth_minutes[1][0] == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("opportunities off the streets are said with the share that is lost", "[access]") {
    const Town town("A--a----B");
    const street::Snapper snapper(town.graph(), {.limit = Metres{15}, .large_component = 2});
    Opportunity jobs_near_and_far{"emplois", "Emplois", "insee", 1, {}};
    jobs_near_and_far.places = {{town.place('a'), 30}, {{5000, 0}, 10}};
    const std::vector<Opportunity> all{jobs_near_and_far};
    Notices notices;
    const ReachPlaces places = reach_places(all, {}, {}, snapper, {1}, notices, "en voiture");
    REQUIRE(places.snaps.size() == 2);
    CHECK((places.snaps[0] && !places.snaps[1]));
    REQUIRE(notices.items().size() == 1);
    CHECK(notices.items()[0].code == "opportunites_non_rattachees");
    CHECK(notices.items()[0].layer == "insee, en voiture");
    CHECK(notices.items()[0].samples ==
          std::vector<Sample>{{{"opportunite", "emplois"}, {"part", 25.0}}});
}
