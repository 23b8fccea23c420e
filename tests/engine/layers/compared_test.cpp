// SPDX-License-Identifier: Apache-2.0
// What every quarter is compared with: its communes together, whole and without priority residents.
#include "engine/layers/compared.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/layers/layers.hpp"
#include "tests/engine/atlas/canal_town.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

namespace {

geo::MultiPolygon box(double x0, double y0, double x1, double y1) {
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

Commune commune(const std::string& code, const std::string& epci, geo::MultiPolygon shape) {
    Commune made;
    made.code = code;
    made.name = "Commune " + code;
    made.epci = epci;
    made.shape = std::move(shape);
    return made;
}

Perimeter quarter(const std::string& id, geo::MultiPolygon shape) {
    Perimeter made;
    made.id = id;
    made.name = id;
    made.kind = PerimeterKind::veille_active;
    made.shape = std::move(shape);
    return made;
}

/// The town cut at `x` into a west and an east commune of two EPCI, without its quarter.
Inputs two_communes(double x) {
    Inputs in = town({.canal = true, .footbridge = true});
    in.territory.perimeters = {};
    in.territory.communes = {};
    in.territory.communes.push_back(commune("99001", "A", box(-200, -200, x, 2300)));
    in.territory.communes.push_back(commune("99002", "B", box(x, -200, 2300, 2300)));
    return in;
}

/// Median over residents by nearest rank, of cells whose commune is one of those, from the layer of
/// cells.
double median_of(const Atlas& atlas, const std::vector<std::string>& communes, bool rest) {
    std::vector<std::pair<double, double>> residents;
    double all = 0;
    std::map<std::uint32_t, double> priority;
    for (const access::CellWeight& w : atlas.residents.priority.cells)
        priority[w.cell.value()] = w.people;
    for (const census::CellIdx c :
         indices<census::CellIdx>(atlas.inputs.population->cells.size())) {
        const census::Cell& cell = atlas.inputs.population->cells[c];
        if (std::find(communes.begin(), communes.end(), cell.commune) == communes.end()) continue;
        const double people = cell.people - (rest ? priority[c.value()] : 0);
        residents.emplace_back(value(atlas.times[0].walk[c.value()]), people);
        all += people;
    }
    std::sort(residents.begin(), residents.end());
    double sum = 0;
    for (const auto& [minutes, people] : residents)
        if ((sum += people) >= 0.5 * all * (1 - 1e-12)) return minutes;
    return -1;
}

}  // namespace

TEST_CASE(
    "the gap to the commune is to the residents of all communes of the quarter together, the "
    "same in every table",
    "[atlas][property]") {
    std::size_t straddling = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto pick = [&](int low, int high) {
            return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
        };
        const double cut = 10.0 * pick(60, 140);
        Inputs in = two_communes(cut);
        for (census::Cell& cell : in.population->cells.items()) cell.people = pick(1, 200);
        const double x = 10.0 * pick(20, 130);
        const double width = 10.0 * pick(20, 60);
        in.territory.perimeters.push_back(quarter("Q", box(x, 300, x + width, 900)));
        if (seed % 2 == 0) {
            Perimeter priority = quarter("P", box(100, 100, 700, 700));
            priority.kind = PerimeterKind::quartier_prioritaire;
            in.territory.perimeters.push_back(priority);
        }
        in.opportunities.push_back({"emplois", "Emplois", "essai", 10, {{{1000, 500}, 40}}});
        in.opportunity_measures.push_back({"30", "30 min", {}, "essai"});
        const Atlas atlas = analyse(std::move(in), settings());
        const double west = std::clamp((cut - x) / width, 0.0, 1.0);
        std::vector<std::string> communes;
        if (west >= 0.01) communes.emplace_back("99001");
        if (1 - west >= 0.01) communes.emplace_back("99002");
        straddling += communes.size() == 2 ? 1 : 0;
        const Compared walked(atlas, atlas.times[0].walk, residents_median);
        const PerimeterIdx first{0U};
        const double own = value(walked.value(first));
        CHECK(value(walked.to_commune(first)) == Approx(own - median_of(atlas, communes, false)));
        CHECK(value(walked.to_commune_rest(first)) ==
              Approx(own - median_of(atlas, communes, true)));
        // The table of access says the same.
        const std::vector<Table> all = tables(atlas);
        const auto& acces =
            *std::find_if(all.begin(), all.end(), [](const Table& t) { return t.name == "acces"; });
        const auto column = [&](const char* name) {
            return static_cast<std::size_t>(
                std::find_if(acces.columns.begin(), acces.columns.end(),
                             [&](const auto& one) { return one.name == name; }) -
                acces.columns.begin());
        };
        CHECK(std::get<double>(acces.rows[0][column("ecart_commune")]) ==
              Approx(value(walked.to_commune(first))).margin(0.0006));
        CHECK(std::get<double>(acces.rows[0][column("ecart_commune_reste")]) ==
              Approx(value(walked.to_commune_rest(first))).margin(0.0006));
    }
    CHECK(straddling >= 8);
}

TEST_CASE("outside its communes, or with a part of them at hand, a quarter is compared with none",
          "[atlas]") {
    Inputs in = two_communes(1000);
    in.territory.communes = {};
    in.territory.communes.push_back(commune("99001", "A", box(-200, -200, 1000, 2300)));
    in.territory.perimeters.push_back(quarter("dehors", box(1200, 300, 1500, 900)));
    in.territory.perimeters.push_back(quarter("a cheval", box(800, 300, 1200, 900)));
    in.territory.perimeters.push_back(quarter("dedans", box(300, 300, 500, 900)));
    Perimeter named = quarter("sans contour", {});
    named.shape = Absence::hors_couverture;
    named.communes = {"99001", "99009"};
    in.territory.perimeters.push_back(named);
    const Atlas atlas = analyse(std::move(in), settings());
    const Compared walked(atlas, atlas.times[0].walk, residents_median);
    CHECK(walked.to_commune(PerimeterIdx{0U}) == Maybe<double>(Absence::hors_couverture));
    CHECK(walked.to_epci(PerimeterIdx{0U}) == Maybe<double>(Absence::hors_couverture));
    CHECK(walked.to_commune(PerimeterIdx{1U}) == Maybe<double>(Absence::hors_couverture));
    CHECK(walked.to_commune(PerimeterIdx{2U}).has_value());
    CHECK_FALSE(atlas.residents.commune_of[3].valid());
}

TEST_CASE("a commune of which nobody is known to live in makes no comparison", "[atlas]") {
    Inputs in = two_communes(1000);
    for (census::Cell& cell : in.population->cells.items())
        if (cell.centre.x > 1000) cell.people = 0;
    in.territory.perimeters.push_back(quarter("a cheval", box(700, 300, 1300, 900)));
    in.territory.perimeters.push_back(quarter("vide", box(1200, 300, 1500, 900)));
    const Atlas atlas = analyse(std::move(in), settings());
    const Compared walked(atlas, atlas.times[0].walk, residents_median);
    // A grid has cells only where people live: without any, the commune's residents are not at
    // hand.
    CHECK_FALSE(walked.to_commune(PerimeterIdx{0U}).has_value());
    CHECK_FALSE(walked.to_commune(PerimeterIdx{1U}).has_value());
}
