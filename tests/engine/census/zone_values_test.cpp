// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/census/row_of_iris.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

namespace {

ZoneValues zones_of(Town& town, const std::vector<IndicatorDefinition>& kit) {
    town.values(kit);  // hands the town's parts over to its inputs
    Overlays overlays({1});
    return kit_values(kit, town.inputs, overlays).zones;
}

}  // namespace

TEST_CASE("an area has its own source's value, a commune that of its areas together",
          "[census][zones]") {
    Town town;
    const ZoneValues zones = zones_of(town, {unemployment});
    REQUIRE(zones.areas.size() == 1);
    REQUIRE(zones.areas[0].size() == 1);
    const ZoneIndicator& iris = zones.areas[0][0];
    CHECK(iris.vintage == 2020);
    CHECK(iris.source == "rp");
    CHECK(iris.official);
    REQUIRE(iris.values.size() == 4);
    CHECK(*iris.values[0] == Approx(100 * 50.0 / 500));
    CHECK(*iris.values[1] == Approx(100 * 100.0 / 400));
    CHECK(*iris.values[3] == Approx(100 * 10.0 / 200));
    REQUIRE(zones.communes.size() == 1);
    const ZoneIndicator& communes = zones.communes[0];
    CHECK(communes.official);
    REQUIRE(communes.values.size() == 3);
    CHECK(*communes.values[0] == Approx(100 * (50.0 + 100) / (500 + 400)));
    CHECK(*communes.values[1] == Approx(100 * (60.0 + 10) / (300 + 200)));
    // No area carries its code: the map says nothing of it, and why.
    CHECK(communes.values[2].absence() == Absence::hors_couverture);
}

TEST_CASE("a rate on few units is marked in areas and communes too, a withheld one is not",
          "[census][zones]") {
    Town town;
    // Active people: 500, 400, 300 and 200 in the areas, 900 and 500 in the communes.
    const std::vector<FewUnits> rules{{"P", 401}};
    town.inputs.few = rules;
    const ZoneValues zones = zones_of(town, {unemployment});
    CHECK(zones.areas[0][0].few == std::vector<bool>{false, true, true, true});
    CHECK(zones.communes[0].few == std::vector<bool>{false, false, false});
    const std::vector<FewUnits> higher{{"P", 501}};
    town.inputs.few = higher;
    CHECK(zones_of(town, {unemployment}).communes[0].few == std::vector<bool>{false, true, false});
    town.inputs.few = {};
    CHECK(zones_of(town, {unemployment}).areas[0][0].few == std::vector<bool>(4, false));
    // A published rate is of the people that stand beside it.
    town.table.rates = {{Variable{"DISP_MED", "", "", 2020, "filosofi"},
                         {21000.0, 20000.0, 19000.0, Absence::secret}}};
    const std::vector<FewUnits> any{{"P", 1e9}, {"", 1e9}};
    town.inputs.few = any;
    const std::vector<bool> marked =
        zones_of(town, {published("revenu", "DISP_MED", {{"P:POP"}})}).areas[0].at(0).few;
    CHECK(marked == std::vector<bool>{true, true, true, false});
}

TEST_CASE("a commune is what the portraits compare quarters with", "[census][zones]") {
    Town town;
    town.inputs.perimeters = {rectangle(110, 10, 190, 90)};  // in the first commune alone
    const IndicatorValue portrait = town.value(unemployment);
    CHECK(*zones_of(town, {unemployment}).communes[0].values[0] == *portrait.commune.value);
}

TEST_CASE("what a producer leaves blank stays blank, for the same reason", "[census][zones]") {
    Town town;
    town.table.rates = {{Variable{"DISP_MED", "", "", 2020, "filosofi"},
                         {21000.0, Absence::secret, Absence::non_disponible, 18000.0}}};
    const ZoneValues zones = zones_of(town, {published("revenu", "DISP_MED", {{"P:POP"}})});
    const ZoneIndicator& iris = zones.areas[0].at(0);
    CHECK(*iris.values[0] == 21000);
    CHECK(iris.values[1].absence() == Absence::secret);
    CHECK(iris.values[2].absence() == Absence::non_disponible);
    CHECK(iris.official);
    // A mean of medians is nobody's figure; nor is there one where half of the commune is blank.
    for (const ZoneIndicator& communes : zones.communes) CHECK_FALSE(communes.official);
}

TEST_CASE("a commune of which the areas at hand hold a part has no value", "[census][zones]") {
    Town town;
    town.inputs.communes[1] = rectangle(203, 0, 420, 100);  // 20 m of 217 beyond the last area
    const ZoneValues zones = zones_of(town, {unemployment});
    CHECK(zones.communes[0].values[1].absence() == Absence::hors_couverture);
    CHECK(zones.communes[0].values[0].has_value());
    town.inputs.communes[1] = rectangle(203, 0, 405, 100);  // 5 m of 202: borders drawn twice
    CHECK(zones_of(town, {unemployment}).communes[0].values[1].has_value());
}

TEST_CASE("an area under the threshold is withheld, and with it what would tell its value",
          "[census][zones][secrecy]") {
    Town town;
    town.inputs.perimeters = {rectangle(110, 10, 190, 90)};
    town.table.counts.push_back(column("", "MEN", 2020, {300.0, 8.0, 250.0, 150.0}));
    town.table.counts.push_back(column("", "MEN_PAUV", 2020, {60.0, 3.0, 100.0, 30.0}));
    town.rules = {{"fiscal", {{"MEN", 11}}, 1, 0, true}};
    const auto poverty = share("taux_pauvrete", {{"MEN_PAUV"}}, {{"MEN"}}, "fiscal");
    const ZoneValues zones = zones_of(town, {poverty});
    const ZoneIndicator& iris = zones.areas[0].at(0);
    CHECK(iris.values[1].absence() == Absence::secret);  // 8 households
    // The commune, 308 households, is public: with the first area it would tell 63 - 60 = 3 poor.
    CHECK(zones.communes[0].values[0].has_value());
    CHECK(iris.values[0].absence() == Absence::secret);
    CHECK(*iris.values[2] == Approx(40));
    town.rules[0].complementary = false;
    CHECK(zones_of(town, {poverty}).areas[0][0].values[0].has_value());
}

TEST_CASE("an indicator of which no place has a value has no column", "[census][zones]") {
    Town town;
    const ZoneValues zones = zones_of(
        town, {share("part_sans_voiture", {{"P:SANS_VOITURE"}}, {{"P:RP"}}), unemployment});
    CHECK(zones.areas[0].size() == 1);
    CHECK(zones.communes.size() == 1);
    CHECK(zones.communes[0].definition == 1);
}
