// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/visits.hpp"

#include <cmath>
#include <random>

#include "engine/street/reach.hpp"
#include "tests/engine/vecu/lived_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::vecu {
namespace {

using access::CategoryIdx;
using access::FacilityIdx;
using test::LivedTown;

/// A town with facilities of three categories, at places drawn from a seed.
LivedTown busy(unsigned seed) {
    LivedTown town;
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> at(-1900, 1900);
    town.settle();
    for (const auto& [id, rate, half] :
         {std::tuple{"pharmacie", 0.25, 8.0}, {"boulangerie", 1.5, 5.0}, {"lycee", 0.2, 20.0}}) {
        const CategoryIdx category = town.category(id, rate, half);
        for (int i = 0; i < 12; ++i)
            town.facility(category, {at(random), at(random)}, i % 3 == 0 ? 0 : 50 + 10 * i);
    }
    return town;
}

/// The same model by plain loops: walks measured one pair at a time.
std::vector<double> by_hand(const LivedTown& town, const std::vector<double>& attraction) {
    const LivedTown::Tied ties = town.tied();
    std::vector<double> visits(town.facilities.size(), 0);
    street::Reach reach(town.graph);
    for (const census::CellIdx c : indices<census::CellIdx>(town.population.cells.size())) {
        reach.run(*ties.cells.snaps[c], 3600 * 1000);
        for (const CategoryIdx category : indices<CategoryIdx>(town.categories.size())) {
            const double half = town.categories[category].decay_minutes;
            std::vector<double> pull(town.facilities.size(), 0);
            double sum = 0;
            for (const FacilityIdx f : indices<FacilityIdx>(town.facilities.size())) {
                if (town.facilities[f].category != category) continue;
                const street::Cost cost = reach.cost(*ties.facilities[f.value()]);
                if (cost == street::unreached || cost / 60000.0 > std::min(60.0, 6 * half))
                    continue;
                pull[f.value()] = attraction[f.value()] * std::pow(0.5, cost / 60000.0 / half);
                sum += pull[f.value()];
            }
            for (std::size_t f = 0; f < pull.size() && sum > 0; ++f)
                visits[f] += town.population.cells[c].people *
                             *town.categories[category].visits_per_week * pull[f] / sum;
        }
    }
    return visits;
}

}  // namespace

TEST_CASE("two equal facilities share a cell by their walks", "[vecu]") {
    // The worked example of the method's page: 100 people, 2 visits a week; 200 s and 800 s of
    // walking, half-decay 5 min.
    LivedTown town;
    const CategoryIdx bakery = town.category("boulangerie", 2, 5);
    town.facility(bakery, {200, 0});
    town.facility(bakery, {-800, 0});
    town.cell({0, 0}, 100);
    const Visits visits = town.visits();
    const double near = std::pow(0.5, 200 / 60.0 / 5);
    const double far = std::pow(0.5, 800 / 60.0 / 5);
    CHECK(*visits.facilities[FacilityIdx{0}].per_week == Approx(100 * 2 * near / (near + far)));
    CHECK(*visits.facilities[FacilityIdx{1}].per_week == Approx(100 * 2 * far / (near + far)));
    CHECK(*visits.facilities[FacilityIdx{0}].per_week == Approx(160).margin(0.5));
}

TEST_CASE("visits agree with the model written as plain loops", "[vecu]") {
    const LivedTown town = busy(1);
    const Visits visits = town.visits();
    const std::vector<double> expected = by_hand(town, visits.attraction.items());
    for (const FacilityIdx f : indices<FacilityIdx>(town.facilities.size()))
        CHECK(*visits.facilities[f].per_week == Approx(expected[f.value()]));
}

TEST_CASE("every visit of those who have a choice goes somewhere, and groups keep their own",
          "[vecu][property]") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const LivedTown town = busy(seed);
        const Visits visits = town.visits();
        for (const CategoryIdx category : indices<CategoryIdx>(town.categories.size())) {
            double people = 0;
            for (const census::Cell& cell : town.population.cells) people += cell.people;
            double all = 0;
            for (const FacilityIdx f : indices<FacilityIdx>(town.facilities.size()))
                if (town.facilities[f].category == category) all += *visits.facilities[f].per_week;
            CHECK(all == Approx((people - visits.people_without[category]) *
                                *town.categories[category].visits_per_week));
        }
        // All cells of a group that have every category in reach: people × rates.
        for (std::size_t g = 0; g < town.groups.size(); ++g) {
            double expected = 0;
            for (const access::CellWeight& cell : town.groups[g].cells)
                for (const CategoryIdx category : indices<CategoryIdx>(town.categories.size()))
                    expected += cell.people * *town.categories[category].visits_per_week *
                                visits.served[category.value()][cell.cell.value()];
            double all = 0;
            for (const GroupVisits& to : visits.by_group[g]) all += to.per_week;
            CHECK(all == Approx(expected));
        }
    }
}

TEST_CASE("a facility added never raises the visits of another", "[vecu][property]") {
    std::mt19937 random(4);
    std::uniform_real_distribution<double> at(-1900, 1900);
    for (unsigned seed = 1; seed <= 12; ++seed) {
        LivedTown town = busy(seed);
        const Visits before = town.visits();
        // Far larger than those there are, much smaller, or of a capacity that nobody knows: the
        // median of the run would change with it, and the attraction of all others.
        const double capacity = seed % 3 == 0 ? 0 : seed % 3 == 1 ? 900 : 5;
        town.facility(CategoryIdx{seed % 3}, {at(random), at(random)}, capacity);
        const Visits after = town.visits();
        for (const FacilityIdx f : indices<FacilityIdx>(before.facilities.size()))
            CHECK(*after.facilities[f].per_week <= *before.facilities[f].per_week + 1e-9);
    }
}

TEST_CASE("a facility among priority residents is theirs in majority, one among the others is not",
          "[vecu]") {
    LivedTown town;
    const CategoryIdx school = town.category("ecole_elementaire", 1, 5);
    town.settle();
    const FacilityIdx west = town.facility(school, {-1700, 0});
    const FacilityIdx middle = town.facility(school, {0, 0});
    const Visits visits = town.visits();
    CHECK(*visits.facilities[west].priority_share > 0.5);
    CHECK(*visits.facilities[middle].priority_share < 0.5);
    CHECK(*visits.facilities[middle].from_priority ==
          Approx(*visits.facilities[middle].per_week * *visits.facilities[middle].priority_share));
    double group = 0;
    for (const GroupVisits& to : visits.by_group[0])
        if (to.facility == west) group = to.per_week;
    CHECK(group == Approx(*visits.facilities[west].from_priority));
}

TEST_CASE("a resident of two priority perimeters counts once", "[vecu]") {
    LivedTown town;
    const CategoryIdx school = town.category("ecole_elementaire", 1, 5);
    town.cell({-1200, 0}, 30);
    // Two perimeters over the same half of the cell: 15 residents, not 30.
    town.groups[0].cells[0].people = 15;
    town.groups.push_back(town.groups[0]);
    town.priority.cells[0].people = 15;
    const FacilityIdx f = town.facility(school, {-1200, 0});
    const Visits visits = town.visits();
    CHECK(*visits.facilities[f].from_priority == Approx(15));
    CHECK(*visits.facilities[f].priority_share == Approx(0.5));
    CHECK(visits.by_group[0][0].per_week == Approx(15));
    CHECK(visits.by_group[2][0].per_week == Approx(15));
}

TEST_CASE("what cannot be computed says why, and a refused capacity is told", "[vecu]") {
    LivedTown town;
    const CategoryIdx school = town.category("ecole_elementaire", 1, 5);
    access::Category station;
    station.id = "gare";
    const CategoryIdx unvisited = town.categories.push_back(station);
    town.cell({0, 0}, 30);
    const FacilityIdx lost = town.facility(school, {90000, 0});
    const FacilityIdx gare = town.facility(unvisited, {0, 0});
    const FacilityIdx far = town.facility(school, {1900, 1900});
    const FacilityIdx negative = town.facility(school, {100, 0}, -5);
    const Visits visits = town.visits();
    CHECK(visits.facilities[lost].per_week == Maybe<double>(Absence::non_rattache));
    CHECK(visits.facilities[gare].per_week == Maybe<double>(Absence::non_disponible));
    CHECK(*visits.facilities[far].per_week == 0);
    CHECK(visits.facilities[far].priority_share == Maybe<double>(Absence::sans_objet));
    CHECK(*visits.facilities[negative].per_week == Approx(30));
    CHECK(visits.notices.count("capacite_refusee") == 1);
}

TEST_CASE("transit brings what walking does not, and never slows anyone", "[vecu]") {
    LivedTown town;
    const CategoryIdx school = town.category("lycee", 1, 5);
    town.cell({0, 0}, 100);
    const FacilityIdx near = town.facility(school, {300, 0});
    const FacilityIdx far = town.facility(school, {1900, 1900});
    const LivedTown::Tied ties = town.tied();
    ChoiceInputs inputs = town.inputs(ties);
    std::vector<std::vector<access::Ride>> rides(2);
    rides[near.value()] = {{census::CellIdx{0}, Seconds{20 * 60}}};
    rides[far.value()] = {{census::CellIdx{0}, Seconds{10 * 60}}};
    inputs.rides = rides;
    const Visits visits = expected_visits(inputs, {}, {}).front();
    const double walked = std::pow(0.5, 5 / 5.0);
    const double ridden = std::pow(0.5, 10 / 5.0);
    CHECK(*visits.facilities[near].per_week == Approx(100 * walked / (walked + ridden)));
    CHECK(*visits.facilities[far].per_week == Approx(100 * ridden / (walked + ridden)));
    REQUIRE(visits.by_group[1].size() == 2);
    CHECK(visits.by_group[1][0].ridden == 0);
    CHECK(visits.by_group[1][1].ridden == visits.by_group[1][1].per_week);
}

TEST_CASE("a ride is looked at no further than a walk", "[vecu]") {
    LivedTown town;
    const CategoryIdx school = town.category("lycee", 1, 5);
    town.cell({0, 0}, 100);
    const FacilityIdx far = town.facility(school, {1900, 1900});
    const LivedTown::Tied ties = town.tied();
    ChoiceInputs inputs = town.inputs(ties);
    // Six half-decays of 5 min.
    for (const int minutes : {30, 31}) {
        const std::vector<std::vector<access::Ride>> rides{
            {{census::CellIdx{0}, Seconds{minutes * 60}}}};
        inputs.rides = rides;
        const Visits visits = expected_visits(inputs, {}, {}).front();
        CHECK(*visits.facilities[far].per_week == Approx(minutes == 30 ? 100 : 0));
        CHECK(visits.people_without[school] == Approx(minutes == 30 ? 0 : 100));
    }
}

TEST_CASE("who has a car drives where that is faster, who cycles cycles, the others walk",
          "[vecu]") {
    // The worked example of the method's page: 100 people, 60 % of them in a household with a car,
    // one visit a week; half-decay 5 min, one shop at 5 min of walking, another at 20 min on foot,
    // 10 min by bicycle and by car, parking included.
    LivedTown town;
    const CategoryIdx shop = town.category("supermarche", 1, 5);
    town.categories[shop].by_bicycle = true;
    town.categories[shop].by_car = true;
    town.cell({0, 0}, 100);
    const FacilityIdx near = town.facility(shop, {300, 0});
    const FacilityIdx far = town.facility(shop, {1200, 0});
    const LivedTown::Tied ties = town.tied();
    // Twice as fast as on foot.
    std::vector<street::EdgeInput> edges;
    IndexedVector<street::NodeIdx, geo::Point> nodes(
        std::vector<geo::Point>{{0, 0}, {300, 0}, {1200, 0}});
    for (const auto& [a, b] : {std::pair{0U, 1U}, {1U, 2U}}) {
        street::EdgeInput edge;
        edge.from = street::NodeIdx{a};
        edge.to = street::NodeIdx{b};
        edge.line = {nodes[edge.from], nodes[edge.to]};
        edge.kind = "residential";
        edge.speed_kmh = 7.2;
        edges.push_back(edge);
    }
    const street::StreetGraph graph(nodes, edges);
    const street::Snapper snapper(graph, {Metres{100}, 1, 7.2});
    access::CellTies cells;
    cells.snaps.push_back(snapper.snap({0, 0}));
    const std::vector<std::optional<street::Snap>> places{snapper.snap({300, 0}),
                                                          snapper.snap({1200, 0})};
    const RiddenStreets cycling{graph, cells, places, Minutes{0}};
    const RiddenStreets driving{graph, cells, places, Minutes{0}};
    const std::vector<Maybe<double>> motorised{0.6};
    ChoiceInputs inputs = town.inputs(ties);
    inputs.cycling = &cycling;
    inputs.driving = &driving;
    inputs.motorised = motorised;
    ChoiceSettings settings;
    settings.cyclists = 0.25;
    const Visits visits = expected_visits(inputs, settings, {}).front();
    const auto share = [](double here, double there) {
        const double a = std::exp2(-here / 5);
        return a / (a + std::exp2(-there / 5));
    };
    // 30 walk, 10 cycle, 60 drive: twice as fast as walking.
    const double walkers = 30 * share(5, 20);
    const double riders = 70 * share(2.5, 10);
    CHECK(*visits.facilities[near].per_week == Approx(walkers + riders));
    CHECK(*visits.facilities[far].per_week == Approx(100 - walkers - riders));
    const GroupVisits& to_far = visits.by_group[1][1];
    CHECK(to_far.cycled == Approx(10 * (1 - share(2.5, 10))));
    CHECK(to_far.driven == Approx(60 * (1 - share(2.5, 10))));
    CHECK(visits.walked[far][0].per_resident == Approx(0.3 * (1 - share(5, 20))));
    // A census that does not say: nobody drives.
    const std::vector<Maybe<double>> unknown{Absence::hors_couverture};
    inputs.motorised = unknown;
    const Visits none = expected_visits(inputs, settings, {}).front();
    CHECK(none.by_group[1][1].driven == 0);
    CHECK(*none.facilities[near].per_week == Approx(75 * share(5, 20) + 25 * share(2.5, 10)));
}

TEST_CASE("parking takes from the time by car, and a car is looked at for half an hour at most",
          "[vecu]") {
    LivedTown town;
    const CategoryIdx shop = town.category("hopital", 1, 25);
    town.categories[shop].by_car = true;
    town.cell({0, 0}, 100);
    const FacilityIdx f = town.facility(shop, {1200, 0});  // 20 min
    const LivedTown::Tied ties = town.tied();
    ChoiceInputs inputs = town.inputs(ties);
    const std::vector<Maybe<double>> motorised{1.0};
    inputs.motorised = motorised;
    for (const double parking : {0.0, 10.0, 11.0}) {
        // As fast as on foot: the walk is taken, ties included.
        const RiddenStreets driving{town.graph, ties.cells, ties.facilities, Minutes{parking}};
        inputs.driving = &driving;
        ChoiceSettings settings;
        settings.longest = Minutes{parking > 0 ? 19 : 60};  // nobody walks that far
        const Visits visits = expected_visits(inputs, settings, {}).front();
        CHECK(*visits.facilities[f].per_week == Approx(parking > 10 ? 0 : 100));
        REQUIRE(visits.by_group[1].size() == (parking > 10 ? 0U : 1U));
        if (parking == 0) CHECK(visits.by_group[1][0].driven == 0);
        if (parking == 10) CHECK(visits.by_group[1][0].driven == Approx(100));
    }
}

TEST_CASE("capacities attract by the typical one of their category, which no run changes",
          "[vecu]") {
    LivedTown town;
    const CategoryIdx school = town.category("ecole_elementaire", 1, 5);
    town.cell({0, 0}, 100);
    const FacilityIdx large = town.facility(school, {100, 0}, 300);
    const FacilityIdx unknown = town.facility(school, {-100, 0});
    const Visits visits = town.visits();
    CHECK(visits.attraction[large] == Approx(3));  // typical: 100
    CHECK(visits.attraction[unknown] == 1);
    CHECK(*visits.facilities[large].per_week == Approx(75));
    town.facilities[unknown].number = 3;  // three schools in one row
    CHECK(*town.visits().facilities[large].per_week == Approx(50));
    town.categories[school].typical_capacity = {};
    const Visits without = town.visits();
    CHECK(without.attraction[large] == 1);
    CHECK(without.notices.count("capacite_sans_reference") == 1);
}

TEST_CASE("visits are the same with 1, 2 and 7 threads", "[vecu]") {
    const LivedTown town = busy(9);
    const Visits one = town.visits();
    for (const unsigned threads : {2U, 7U}) {
        const Visits many = town.visits({}, {threads});
        CHECK(one.served == many.served);
        for (const FacilityIdx f : indices<FacilityIdx>(one.facilities.size())) {
            CHECK(one.facilities[f].per_week == many.facilities[f].per_week);
            CHECK(one.facilities[f].from_priority == many.facilities[f].from_priority);
        }
    }
}

TEST_CASE("a shorter half-decay sends more visits to the nearest", "[vecu][property]") {
    LivedTown town;
    const CategoryIdx bakery = town.category("boulangerie", 2, 5);
    const FacilityIdx near = town.facility(bakery, {200, 0});
    town.facility(bakery, {-800, 0});
    town.cell({0, 0}, 100);
    double last = 200;
    for (const double factor : {0.5, 0.75, 1.0, 1.25, 2.0}) {
        ChoiceSettings settings;
        settings.decay_factors = {factor};
        const double visits = *town.visits(settings).facilities[near].per_week;
        CHECK(visits < last);
        last = visits;
    }
}

}  // namespace lisiere::vecu
