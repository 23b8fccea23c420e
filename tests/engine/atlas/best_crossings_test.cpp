// SPDX-License-Identifier: Apache-2.0
// The best places for a crossing; the oracle is the whole computation of each as a scenario.
#include "engine/atlas/best_crossings.hpp"

#include <algorithm>
#include <cmath>

#include "engine/atlas/scenario.hpp"
#include "engine/atlas/scenario_analysis.hpp"
#include "engine/layers/gains.hpp"
#include "tests/engine/atlas/canal_town.hpp"
#include "tests/engine/atlas/random_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

using test::TownPlan;

/// Every candidate, however far and near to one another.
BestCrossingsOptions all_of_them() {
    BestCrossingsOptions options;
    options.near = Metres{1e6};
    options.longest = Metres{1e6};
    options.apart = Metres{0};
    options.most = 1000;
    return options;
}

struct Plain {
    double minutes_saved = 0;
    double people_gaining = 0;
};

/// What the footbridge saves, from the analysis of the scenario that lays it.
Plain plain(const Atlas& before, const BestCrossing& crossing) {
    scenario::Scenario scenario;
    scenario.name = "passerelle";
    scenario::AddedWay way;
    way.where = "voies[0]";
    way.line = {crossing.from, crossing.to};
    way.kind = "footway";
    way.flags = static_cast<std::uint8_t>(street::WayFlag::bridge);
    way.use[street::index_of(street::Mode::marche)] = {4.8, 4.8};
    scenario.ways.push_back(way);
    Notices notices;
    ScenarioInputs edited =
        with_scenario(before.inputs, scenario, before.settings.access.snap, notices);
    const Atlas after = analyse_scenario(std::move(edited.inputs), before);
    const Comparison comparison{scenario, before, after, edited.streets};
    std::vector<ComparedTimes> times;
    for (const ComparedTimes& to : compared_times(comparison))
        if (to.mode == access::TravelMode::marche && to.counts) times.push_back(to);
    const auto& cells = before.inputs.population->cells;
    Plain result;
    for (const census::CellIdx cell : indices<census::CellIdx>(cells.size())) {
        double sum = 0;
        bool gains_one = false;
        for (const ComparedTimes& to : times) {
            const Maybe<double>& was = (*to.before)[cell.value()];
            const Maybe<double>& is = (*to.after)[cell.value()];
            if (!is) continue;
            const double minutes =
                was ? *was - *is
                    : (access::is_out_of_reach(was.absence()) ? std::max(0.0, to.limit - *is) : 0);
            sum += minutes;
            gains_one = gains_one || minutes >= 1 - 1e-6;
        }
        result.minutes_saved += cells[cell].people * sum / static_cast<double>(times.size());
        if (gains_one) result.people_gaining += cells[cell].people;
    }
    return result;
}

double middle_x(const BestCrossing& crossing) {
    return (crossing.from.x + crossing.to.x) / 2;
}

}  // namespace

TEST_CASE("where a footbridge was taken away one is proposed first", "[atlas][crossings]") {
    const Atlas atlas = test::analysed({.canal = true, .footbridge = false});
    const CrossingFinder finder(atlas);
    const auto best = finder.best(PerimeterIdx{0});
    REQUIRE(!best.empty());
    CHECK(std::abs(middle_x(best[0]) - test::side / 2 * test::block) <= 50);
    CHECK(best[0].length_m == Approx(test::block));
    CHECK(best[0].minutes_saved_in_quarter > 0);
    CHECK(best[0].minutes_saved_in_quarter < best[0].minutes_saved);
    for (std::size_t i = 1; i < best.size(); ++i) {
        CHECK(best[i].minutes_saved <= best[i - 1].minutes_saved);
        for (std::size_t j = 0; j < i; ++j)
            CHECK(std::abs(middle_x(best[i]) - middle_x(best[j])) >= 200);
    }
    // Beside the footbridge no other way is shorter on a square grid.
    const Atlas bridged = test::analysed({.canal = true, .footbridge = true});
    CHECK(CrossingFinder(bridged).best(PerimeterIdx{0}).empty());
}

TEST_CASE("each candidate saves what the whole computation of it as a scenario finds",
          "[atlas][crossings]") {
    const Atlas atlas = test::analysed({.canal = true, .footbridge = false});
    const auto found = CrossingFinder(atlas).best(PerimeterIdx{0}, all_of_them());
    REQUIRE(found.size() > 20);
    double most = 0;
    for (const BestCrossing& one : found) {
        INFO(middle_x(one));
        const Plain whole = plain(atlas, one);
        CHECK(one.minutes_saved == Approx(whole.minutes_saved).margin(1));
        CHECK(one.people_gaining == Approx(whole.people_gaining).margin(200));
        most = std::max(most, whole.minutes_saved);
    }
    CHECK(found[0].minutes_saved == Approx(most).margin(1));
}

TEST_CASE("in a random town, too, and the same with any number of threads",
          "[atlas][crossings][property]") {
    std::size_t compared = 0;
    for (unsigned seed = 0; seed < 8; ++seed) {
        INFO("seed " << seed);
        test::RandomTown town(7000 + seed);
        Settings settings = test::law_settings();
        const Atlas atlas = analyse(town.inputs(), settings);
        const auto found = CrossingFinder(atlas).best(PerimeterIdx{0}, all_of_them());
        Atlas other = analyse(town.inputs(), settings);
        other.settings.threads = Threads{3};
        const auto again = CrossingFinder(other).best(PerimeterIdx{0}, all_of_them());
        REQUIRE(again.size() == found.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            CHECK(again[i].minutes_saved == found[i].minutes_saved);
        double people = 0;
        for (const census::Cell& cell : atlas.inputs.population->cells) people += cell.people;
        for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 4); ++i) {
            CHECK(found[i].minutes_saved ==
                  Approx(plain(atlas, found[i]).minutes_saved).margin(people * 1e-3));
            ++compared;
        }
    }
    CHECK(compared > 8);
}

TEST_CASE("nothing is proposed where nothing cuts, or where nobody has drawn the quarter",
          "[atlas][crossings]") {
    const Atlas open = test::analysed({});
    CHECK(CrossingFinder(open).best(PerimeterIdx{0}).empty());
    Inputs in = test::town({.canal = true});
    in.territory.perimeters[PerimeterIdx{0}].shape = Absence::hors_couverture;
    const Atlas undrawn = analyse(in, test::settings());
    CHECK(CrossingFinder(undrawn).best(PerimeterIdx{0}).empty());
}

}  // namespace lisiere
