// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/index.hpp"

#include <cmath>
#include <random>

#include "engine/enclavement/correlation.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

MeasureDefinition definition(std::string id, std::string component, Sense sense = Sense::plus) {
    MeasureDefinition d;
    d.id = std::move(id);
    d.component = std::move(component);
    d.sense = sense;
    return d;
}

std::vector<Maybe<double>> ranked(const std::vector<Maybe<double>>& values,
                                  const std::vector<double>& people, const MeasureDefinition& d) {
    const MeasureDistribution among{
        d.id, d.unit, d.sense, d.when_void, d.basis, quantiles(PeopleByValue(values, people, d)),
        0};
    return percentiles(values, &among, d);
}

struct Case {
    std::vector<MeasureDefinition> definitions{definition("a", "coupures"),
                                               definition("b", "permeabilite"),
                                               definition("c", "desserte", Sense::moins)};
    std::vector<CellMeasure> values;
    std::vector<double> people;
    std::vector<access::CellGroup> groups;
    IndexSettings settings;
};

Case random_case(unsigned seed, std::size_t cells) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> at(0, 10);
    Case c;
    for (const MeasureDefinition& d : c.definitions) {
        c.values.push_back({d.id, {}});
        for (std::size_t i = 0; i < cells; ++i)
            c.values.back().values.push_back(i % 11 == 3 ? Maybe<double>(Absence::non_disponible)
                                                         : Maybe<double>(std::round(at(random))));
    }
    for (std::size_t i = 0; i < cells; ++i) c.people.push_back(1 + at(random));
    for (std::size_t g = 0; g < 5; ++g) {
        c.groups.push_back({std::to_string(g), {}});
        for (std::size_t i = g * 7; i < g * 7 + 12 && i < cells; ++i)
            c.groups.back().cells.push_back({census::CellIdx{i}, c.people[i] * 0.8});
    }
    return c;
}

Index index_of(const Case& c) {
    return enclosure_index(c.definitions, c.values, c.people, c.groups, c.settings);
}

}  // namespace

TEST_CASE("a percentile counts the people below and half those at the same value",
          "[enclavement]") {
    const std::vector<double> people{10, 30, 40, 20};
    const auto up = ranked({1.0, 2.0, 2.0, 5.0}, people, definition("m", "c"));
    CHECK(*up[0] == Approx(100 * (0 + 10 / 2.0) / 100));
    CHECK(*up[1] == Approx(100 * (10 + 70 / 2.0) / 100));
    CHECK(*up[2] == *up[1]);
    CHECK(*up[3] == Approx(100 * (80 + 20 / 2.0) / 100));
    const auto down = ranked({1.0, 2.0, 2.0, 5.0}, people, definition("m", "c", Sense::moins));
    for (std::size_t i = 0; i < 4; ++i) CHECK(*down[i] == Approx(100 - *up[i]));
}

TEST_CASE("out of reach ranks above all, no object below all or not at all, unknown nowhere",
          "[enclavement]") {
    const std::vector<double> people(5, 1.0);
    const std::vector<Maybe<double>> values{3.0, Absence::au_dela, Absence::sans_objet,
                                            Absence::non_rattache, 8.0};
    MeasureDefinition d = definition("m", "c", Sense::moins);
    d.when_void = WhenVoid::moindre;
    const auto least = ranked(values, people, d);
    CHECK(*least[2] == Approx(100 * 0.5 / 4));
    CHECK(*least[4] == Approx(100 * 1.5 / 4));
    CHECK(*least[0] == Approx(100 * 2.5 / 4));
    CHECK(*least[1] == Approx(100 * 3.5 / 4));
    CHECK(least[3] == Maybe<double>(Absence::non_rattache));
    d.when_void = WhenVoid::ignore;
    const auto left_out = ranked(values, people, d);
    CHECK(left_out[2] == Maybe<double>(Absence::sans_objet));
    CHECK(*left_out[1] == Approx(100 * 2.5 / 3));
}

TEST_CASE("the percentiles of all residents average 50", "[enclavement][property]") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const Case c = random_case(seed, 60);
        for (const RankedMeasure& measure : index_of(c).measures) {
            double sum = 0;
            double people = 0;
            for (std::size_t i = 0; i < c.people.size(); ++i) {
                if (!measure.percentiles[i]) continue;
                sum += c.people[i] * *measure.percentiles[i];
                people += c.people[i];
            }
            CHECK(sum / people == Approx(50));
        }
    }
}

TEST_CASE("the index is the weighted mean of components, each the mean of its measures",
          "[enclavement]") {
    Case c;
    c.definitions.push_back(definition("a2", "coupures"));
    c.definitions.back().weight = 3;
    c.values = {{"a", {1.0, 2.0}}, {"b", {1.0, 2.0}}, {"c", {1.0, 2.0}}, {"a2", {2.0, 1.0}}};
    c.people = {1, 1};
    c.groups = {{"all", {{census::CellIdx{0}, 1}, {census::CellIdx{1}, 3}}}};
    c.settings.weights = {{"coupures", 2}, {"permeabilite", 1}, {"desserte", 1}};
    const Index index = index_of(c);
    // Percentiles are 25 and 75. Cell 0: coupures (25 + 3 × 75) / 4, permeabilite 25, desserte 75.
    const double coupures = (25 + 3 * 75) / 4.0;
    CHECK(*index.components[0].scores[0] == Approx(coupures));
    const double first = (2 * coupures + 25 + 75) / 4;
    const double second = (2 * (100 - coupures) + 75 + 25) / 4;
    CHECK(*index.index[0] == Approx(first));
    CHECK(*index.groups[0].index == Approx((first + 3 * second) / 4));
    CHECK(*index.groups[0].without[0] == Approx((25 + 75) / 2.0));
    double weights = 0;
    for (const GroupMeasure& measure : index.groups[0].measures) weights += measure.weight;
    CHECK(weights == Approx(1));
    CHECK(index.groups[0].measures[0].weight == Approx(2 / 4.0 * 1 / 4.0));
}

TEST_CASE("a component that nothing is known of is named, and one alone makes no index",
          "[enclavement]") {
    Case c = random_case(1, 40);
    c.values.pop_back();
    const Index two = index_of(c);
    CHECK(two.groups[0].index.has_value());
    CHECK(two.groups[0].missing == std::vector<std::string>{"desserte"});
    c.values.pop_back();
    const Index one = index_of(c);
    CHECK(one.groups[0].index == Maybe<double>(Absence::non_disponible));
    CHECK_FALSE(one.groups[0].rank.has_value());
    CHECK(one.groups[0].missing == std::vector<std::string>{"permeabilite", "desserte"});
}

TEST_CASE("raising one raw value never lowers the index of its place", "[enclavement][property]") {
    std::mt19937 random(3);
    for (unsigned seed = 1; seed <= 30; ++seed) {
        Case c = random_case(seed, 40);
        const Index before = index_of(c);
        const std::size_t cell = random() % 40;
        const std::size_t measure = random() % 3;
        Maybe<double>& value = c.values[measure].values[cell];
        if (!value) continue;
        value = *value + (measure == 2 ? -3 : 3);
        const Index after = index_of(c);
        CHECK(*after.index[cell] >= *before.index[cell] - 1e-9);
    }
}

TEST_CASE("against the base, nobody's rank rises because others gain more",
          "[enclavement][property]") {
    Case c = random_case(4, 60);
    const Index base = index_of(c);
    const std::vector<CellMeasure> reference = c.values;
    std::mt19937 random(9);
    for (CellMeasure& measure : c.values)
        for (Maybe<double>& value : measure.values)
            if (value)
                value = *value + (measure.id == "c" ? 1 : -1) * static_cast<double>(random() % 4);
    const Index after =
        enclosure_index(c.definitions, c.values, c.people, c.groups, c.settings, {reference});
    for (std::size_t i = 0; i < c.people.size(); ++i)
        if (base.index[i]) CHECK(*after.index[i] <= *base.index[i] + 1e-9);
    // Unchanged values keep their ranks.
    const Index same =
        enclosure_index(c.definitions, reference, c.people, c.groups, c.settings, {reference});
    CHECK(same.index == base.index);
}

TEST_CASE("measures that order people alike correlate by 1, the other way round by -1",
          "[enclavement]") {
    Case c;
    c.values = {{"a", {1.0, 2.0, 3.0, 9.0}}, {"b", {10.0, 20.0, 25.0, 26.0}}, {"c", {}}};
    c.values[2].values = {1.0, 2.0, 3.0, Absence::non_disponible};
    c.people = {1, 1, 1, 1};
    c.groups = {{"all", {{census::CellIdx{0}, 1}}}};
    const auto found = correlations(index_of(c), c.people);
    REQUIRE(found.size() == 3);
    CHECK(*found[0].spearman == Approx(1));
    CHECK(found[0].residents == 1);
    CHECK(*found[1].spearman == Approx(-1));  // less of c is more enclosed
    CHECK(found[1].residents == 0.75);
    // Two pairs that swap: ranks 1 2 3 4 and 2 1 4 3, r = 1 - 6 · 4 / (4 · 15).
    c.values = {
        {"a", {1.0, 2.0, 3.0, 4.0}}, {"b", {2.0, 1.0, 4.0, 3.0}}, {"c", {1.0, 1.0, 1.0, 1.0}}};
    const auto swapped = correlations(index_of(c), c.people);
    CHECK(*swapped[0].spearman == Approx(1 - 6 * 4 / 60.0));
    CHECK(swapped[1].spearman == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("a measure that stands in for another weighs only where nobody knows the other",
          "[enclavement]") {
    Case c = random_case(2, 30);
    c.definitions[1].component = "coupures";
    c.definitions[1].instead_of = c.definitions[0].id;
    CHECK(index_of(c).measures[1].definition.weight == 0);
    for (Maybe<double>& value : c.values[0].values) value = Absence::non_disponible;
    CHECK(index_of(c).measures[1].definition.weight == 1);
}

TEST_CASE("what the base does not know of a cell has no rank in a scenario", "[enclavement]") {
    Case c = random_case(2, 30);
    std::vector<CellMeasure> reference = c.values;
    reference[0].values[5] = Absence::non_disponible;
    c.values[0].values[5] = 1.0;
    const Index index =
        enclosure_index(c.definitions, c.values, c.people, c.groups, c.settings, {reference});
    CHECK(index.measures[0].percentiles[5] == Maybe<double>(Absence::non_disponible));
    CHECK(*index.measures[0].values[5] == 1.0);
}

TEST_CASE("weights that sum to 0 or are negative, and measures nobody defined, are refused",
          "[enclavement]") {
    Case c = random_case(1, 20);
    c.settings.weights = {{"coupures", 0}, {"permeabilite", 0}, {"desserte", 0}};
    CHECK_THROWS_AS(index_of(c), PreconditionError);
    c.settings.weights = {{"coupures", 1}, {"permeabilite", -1}};
    CHECK_THROWS_AS(index_of(c), PreconditionError);
    c = random_case(1, 20);
    c.values.push_back({"inconnue", std::vector<Maybe<double>>(20)});
    CHECK_THROWS_AS(index_of(c), PreconditionError);
}

}  // namespace lisiere::enclavement
