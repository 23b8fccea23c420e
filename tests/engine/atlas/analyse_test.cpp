// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <set>

#include "engine/atlas/atlas.hpp"
#include "engine/geo/measure.hpp"
#include "engine/layers/layers.hpp"
#include "tests/engine/atlas/canal_town.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_memo.hpp"

using namespace lisiere;
using namespace lisiere::test;

TEST_CASE("residents of a quarter are its cells by the share of their area inside", "[atlas]") {
    // The quarter of 600 m covers x from 700 to 1,300: half a cell, two cells, half a cell; y from
    // 1,100 to 1,700: the same. So (0.5 + 1 + 1 + 0.5)² = 9 cells of 100 people.
    const Atlas atlas = analysed({});
    CHECK(atlas.residents.perimeters[0].people() == Approx(9 * 100.0));
    CHECK(atlas.residents.references[atlas.residents.zone].people() == Approx(100 * 100.0));
}

TEST_CASE(
    "a planted barrier raises the index of the quarter behind it, a footbridge lowers it again",
    "[atlas]") {
    const Atlas open = analysed({});
    const Atlas cut = analysed({.canal = true});
    const Atlas bridged = analysed({.canal = true, .footbridge = true});
    const auto index = [](const Atlas& atlas) {
        return value(atlas.enclosure.index.groups[0].index);
    };
    CHECK(index(cut) > index(open));
    CHECK(index(bridged) < index(cut));
    CHECK(minutes_to_centre(cut) >
          minutes_to_centre(open) + 10);  // 1,000 m west to the only bridge and back, at 4.8 km/h
    CHECK(minutes_to_centre(bridged) < minutes_to_centre(cut) - 10);
}

TEST_CASE("what a bridge does not serve keeps its raw measures", "[atlas]") {
    const Atlas cut = analysed({.canal = true});
    const Atlas bridged = analysed({.canal = true, .footbridge = true});
    // South of the canal nobody crosses it to reach the centre; north of it there is a pharmacy on
    // this side.
    for (std::size_t cell = 0; cell < 50; ++cell)
        CHECK(cut.destinations[0].minutes.walk[cell] == bridged.destinations[0].minutes.walk[cell]);
    for (std::size_t cell = 60; cell < 100; ++cell)
        CHECK(cut.times[0].walk[cell] == bridged.times[0].walk[cell]);
}

TEST_CASE("closing streets never brings a service nearer to anyone", "[atlas]") {
    const Atlas open = analysed({});
    const Atlas cut = analysed({.canal = true});
    for (std::size_t cell = 0; cell < 100; ++cell)
        CHECK(value(cut.times[0].walk[cell]) >= value(open.times[0].walk[cell]) - 1e-9);
}

TEST_CASE("1, 2 and 7 threads give the same tables", "[atlas]") {
    const std::vector<Table> one = tables(analysed({.canal = true, .footbridge = true}, 1));
    for (const unsigned threads : {2U, 7U}) {
        const std::vector<Table> more =
            tables(analysed({.canal = true, .footbridge = true}, threads));
        REQUIRE(more.size() == one.size());
        for (std::size_t i = 0; i < one.size(); ++i) {
            INFO(one[i].name);
            CHECK(more[i].rows == one[i].rows);
            CHECK(more[i].geometries == one[i].geometries);
        }
    }
}

TEST_CASE("every table has as many values as columns, and as many shapes as rows", "[atlas]") {
    for (const Table& table : tables(analysed({.canal = true}))) {
        INFO(table.name);
        for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
        CHECK(table.geometries.size() ==
              (table.geometry_type == GeometryType::none ? 0 : table.rows.size()));
    }
}

TEST_CASE(
    "without streets the run still gives every table, and what needs streets is missing with its "
    "reason",
    "[atlas]") {
    Inputs in = town({});
    in.streets.reset();
    const Atlas atlas = analyse(std::move(in), settings());
    CHECK_FALSE(atlas.enclosure.index.groups[0].index.has_value());
    CHECK(atlas.times[0].walk[0] == Maybe<double>(Absence::non_disponible));
    CHECK(tables(atlas).size() == tables(analysed({})).size());
    CHECK(atlas.residents.perimeters[0].people() == Approx(9 * 100.0));
}

TEST_CASE("a quarter that nobody has drawn stays in every table, NULL and why, and moves no other",
          "[atlas]") {
    // Choices of the method, not figures about a place.
    const std::set<std::string> settings_columns{"panier_services", "panier_services_connus",
                                                 "poids",           "poids_composante",
                                                 "part_indice",     "niveau",
                                                 "secteur",         "millesime"};
    const auto of_undrawn = [](const Table& table, const std::vector<Value>& row) {
        return !table.columns.empty() && table.columns.front().name == "code" &&
               row.front() == Value{std::string("VA-essai-macou")};
    };
    for (const bool with_streets : {true, false})
        for (const bool first : {true, false}) {
            Inputs in = town({.canal = true});
            census::IndicatorDefinition people;
            people.id = "population";
            people.numerator = {{"IND", 1}};
            in.indicators.push_back(people);
            if (!with_streets) in.streets.reset();
            Inputs alone = in;
            Perimeter undrawn;
            undrawn.id = "VA-essai-macou";
            undrawn.name = "Macou";
            undrawn.kind = PerimeterKind::veille_active;
            undrawn.communes = {"Essai"};
            in.territory.perimeters.push_back(undrawn);
            if (first)
                std::swap(in.territory.perimeters.items()[0], in.territory.perimeters.items()[1]);
            const std::vector<Table> before = tables(analyse(std::move(alone), settings()));
            const std::vector<Table> after = tables(analyse(std::move(in), settings()));
            REQUIRE(before.size() == after.size());
            std::set<std::string> holding;
            for (std::size_t t = 0; t < after.size(); ++t) {
                const Table& table = after[t];
                INFO(table.name << ", streets " << with_streets);
                std::vector<std::vector<Value>> others;
                for (std::size_t r = 0; r < table.rows.size(); ++r) {
                    if (!of_undrawn(table, table.rows[r])) {
                        others.push_back(table.rows[r]);
                        continue;
                    }
                    holding.insert(table.name);
                    if (!table.geometries.empty())
                        CHECK(std::holds_alternative<std::monostate>(table.geometries[r]));
                    for (std::size_t c = 0; c < table.columns.size(); ++c) {
                        const Column& column = table.columns[c];
                        INFO(column.name);
                        if (column.name == "motif")
                            CHECK(table.rows[r][c] == Value{std::string("sans contour")});
                        const bool figure =
                            column.type == ColumnType::real || column.type == ColumnType::integer;
                        if (figure && settings_columns.count(column.name) == 0 &&
                            column.name.find("_commune") == std::string::npos &&
                            column.name.find("_epci") == std::string::npos &&
                            column.name.find("_zone") == std::string::npos &&
                            column.name.find("_qpv") == std::string::npos)
                            CHECK(std::holds_alternative<std::monostate>(table.rows[r][c]));
                    }
                }
                CHECK(others == before[t].rows);
            }
            CHECK(holding.count("perimetres") == 1);
            CHECK(holding.count("indicateurs") == 1);
            CHECK(holding.count("acces") == 1);
        }
}

TEST_CASE("barriers that were not supplied are unknown; barriers looked for and not found are none",
          "[atlas]") {
    Inputs unknown = town({});
    unknown.barriers.reset();
    const auto component = [](const Atlas& atlas) {
        return atlas.enclosure.index.groups[0].components[0];
    };
    CHECK_FALSE(component(analyse(std::move(unknown), settings())).has_value());
    CHECK(component(analysed({})).has_value());
}

TEST_CASE("without cells, people come from areas, else from the quarter's official population",
          "[atlas]") {
    Inputs in = town({});
    in.population.reset();
    census::AreaTable iris;
    iris.areas.push_back({"990010101", "Essai", "H", "99001", square(0, 0, 2000)});
    census::CountColumn people;
    people.variable.id = "POP";
    people.values = {10000.0};
    iris.counts.push_back(people);
    in.areas.push_back(iris);
    // 600 m × 600 m of 2,000 m × 2,000 m: 0.09 of 10,000 people.
    const Atlas by_area = analyse(in, settings());
    CHECK(by_area.residents.perimeters[0].people() == Approx(10000 * 0.36 / 4));
    CHECK(by_area.residents.estimated);

    in.areas.clear();
    in.official.push_back({"QN09901N", "POP_MUN", 1234.0, 2022, "insee"});
    const Atlas official = analyse(in, settings());
    CHECK(official.residents.perimeters[0].people() == Approx(1234));
    CHECK_FALSE(official.residents.estimated);
    CHECK(official.notices.count("population_par_perimetre") == 1);
}

TEST_CASE("bands leave the quarter out and hold the residents around it", "[atlas]") {
    const Atlas atlas = analysed({});
    REQUIRE(atlas.bands.size() ==
            2 * 2);  // 300 and 500 m, of the quarter and of all quarters together
    // 600 m square grown by 300 m: 4 sides of 600 × 300 and a disc of radius 300, without the
    // square.
    const double area = 4 * 600.0 * 300 + std::acos(-1.0) * 300 * 300;
    double found = 0;
    for (const geo::Polygon& polygon : atlas.bands[0].shape) {
        found += std::abs(geo::signed_area(polygon.outer));
        for (const geo::Ring& hole : polygon.holes) found -= std::abs(geo::signed_area(hole));
    }
    CHECK(found == Approx(area).epsilon(0.001));
}

TEST_CASE("visits of a cell go somewhere: their sum is people × rate", "[atlas]") {
    const Atlas atlas = analysed({});
    double visits = 0;
    for (const vecu::FacilityVisits& facility : atlas.visits.facilities)
        visits += value(facility.per_week);
    CHECK(visits == Approx(100 * 100.0 * 1.0));
    CHECK(value(atlas.visits.facilities[access::FacilityIdx{1}].priority_share) >
          value(atlas.visits.facilities[access::FacilityIdx{0}].priority_share));
}

namespace {

/// The names of the steps that an analysis told of.
std::set<std::string> steps_told(Inputs in, Settings settings, Memo& memo) {
    std::set<std::string> told;
    analyse(
        std::move(in), std::move(settings),
        [&](std::string_view step, double) { told.emplace(step); }, &memo);
    return told;
}

}  // namespace

TEST_CASE("what an earlier run kept gives the same tables as computing all anew", "[atlas]") {
    const Inputs in = town({.canal = true, .footbridge = true});
    test::MemoryMemo memo;
    const std::vector<Table> fresh = tables(analyse(in, settings()));
    const std::vector<Table> first = tables(analyse(in, settings(), {}, &memo));
    REQUIRE_FALSE(memo.entries.empty());
    const std::vector<Table> again = tables(analyse(in, settings(), {}, &memo));
    REQUIRE(again.size() == fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        INFO(fresh[i].name);
        CHECK(first[i].rows == fresh[i].rows);
        CHECK(again[i].rows == fresh[i].rows);
        CHECK(again[i].geometries == fresh[i].geometries);
    }
}

TEST_CASE("a step is done again when what it hangs on has changed, and only then", "[atlas]") {
    const std::string fabric = "enclavement: rues et coupures (repris)";
    const std::string lived = "quartier vécu (repris)";
    test::MemoryMemo memo;
    const Inputs base = town({.canal = true});
    CHECK_FALSE(steps_told(base, settings(), memo).contains(fabric));

    Settings weights = settings();
    weights.index.weights["desserte"] = 3;
    const auto weighed = steps_told(base, weights, memo);
    CHECK(weighed.contains(fabric));
    CHECK(weighed.contains(lived));

    Inputs facility = base;
    facility.facilities[access::FacilityIdx{0}].capacity = 7;
    facility.facilities[access::FacilityIdx{0}].capacity_known = true;
    const auto other_facility = steps_told(facility, settings(), memo);
    CHECK(other_facility.contains(fabric));
    CHECK_FALSE(other_facility.contains(lived));

    const auto footbridge = steps_told(town({.canal = true, .footbridge = true}), settings(), memo);
    CHECK_FALSE(footbridge.contains(fabric));
    CHECK_FALSE(footbridge.contains(lived));

    Inputs moved = base;
    moved.population->cells.items()[3].people += 1;
    CHECK_FALSE(steps_told(moved, settings(), memo).contains(fabric));
}

TEST_CASE("every figure of a quarter cut by the extent says of which part it is", "[atlas]") {
    Inputs in = town({});
    census::IndicatorDefinition people;
    people.id = "population";
    people.numerator = {{"IND", 1}};
    in.indicators.push_back(people);
    const auto part = [](const Table& table) {
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].name == "part_couverte") return table.rows.at(0).at(c);
        return Value{};
    };
    const auto parts = [&](const Inputs& of) {
        std::vector<Value> all;
        for (const Table& table : tables(analyse(of, settings())))
            if (table.name == "perimetres" || table.name == "indicateurs")
                all.push_back(part(table));
        return all;
    };
    CHECK(parts(in) == std::vector<Value>{1.0, 1.0});
    in.kept_share["QN09901N"] = 0.05;
    CHECK(parts(in) == std::vector<Value>{0.05, 0.05});
    // Half of what is left lies beyond the last cells, in a commune that has none.
    std::erase_if(in.population->cells.items(),
                  [](const census::Cell& cell) { return cell.centre.x > 1000; });
    Commune beyond = in.territory.communes.items().front();
    in.territory.communes.items().front().shape = oblong(-100, -100, 1000, 2100);
    beyond.code = "99002";
    beyond.shape = oblong(1000, -100, 2100, 2100);
    in.territory.communes.push_back(beyond);
    CHECK(parts(in) == std::vector<Value>{0.025, 0.025});
}
