// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "engine/enclavement/index.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

MeasureDefinition definition(std::string id = "m", Sense sense = Sense::plus) {
    MeasureDefinition d;
    d.id = std::move(id);
    d.component = "coupures";
    d.sense = sense;
    d.when_void = WhenVoid::moindre;
    return d;
}

struct People {
    std::vector<Maybe<double>> values;
    std::vector<double> people;
    void add(Maybe<double> value, double here) {
        values.push_back(value);
        people.push_back(here);
    }
};

/// Values with ties and gaps, people by fractions, a few cells out of reach, without object or
/// unknown.
People random_people(unsigned seed, std::size_t cells) {
    std::mt19937 random(seed);
    std::lognormal_distribution<double> value(1, 2);
    std::uniform_real_distribution<double> share(0, 1);
    const double step = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 0.01 : 1e-5;
    People town;
    for (std::size_t c = 0; c < cells; ++c) {
        const double here = share(random) < 0.02 ? 5000 * share(random) : 60 * share(random);
        const double which = share(random);
        town.add(which < 0.02   ? Maybe<double>(Absence::au_dela)
                 : which < 0.04 ? Maybe<double>(Absence::sans_objet)
                 : which < 0.06 ? Maybe<double>(Absence::non_rattache)
                                : Maybe<double>(std::round(value(random) / step) * step),
                 here);
    }
    return town;
}

/// Straight from the definition, without sorting: people below and at a value.
double plain_percentile(const People& town, const RankKey& key, const MeasureDefinition& d) {
    double below = 0;
    double at = 0;
    double all = 0;
    for (std::size_t c = 0; c < town.people.size(); ++c) {
        const auto other = rank_key(town.values[c], d);
        if (!other) continue;
        all += town.people[c];
        below += *other < key ? town.people[c] : 0;
        at += *other == key ? town.people[c] : 0;
    }
    return 100 * (below + at / 2) / all;
}

PeopleByValue by_value(const People& town, const MeasureDefinition& d) {
    return {town.values, town.people, d};
}

}  // namespace

TEST_CASE("10,001 quantiles give any percentile to 0.005 point, and never fall as values rise",
          "[enclavement][property]") {
    double worst = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const MeasureDefinition d = definition("m", seed % 2 == 0 ? Sense::plus : Sense::moins);
        const People town = random_people(seed, seed <= 6 ? 30000 : 800);
        const PeopleByValue exact = by_value(town, d);
        const Quantiles found = quantiles(exact);
        CHECK(found.rows.size() <= quantile_steps + 1);
        CHECK(found.all == exact.all());
        const bool whole = exact.rows().size() <= quantile_steps + 1;
        // Of 30,000 cells nearly as many values when they are told to 1e-5; people share those told
        // to a hundredth or a unit (some 5,400 and 500 values), and 800 cells have at most 800.
        CHECK(whole == !(seed <= 6 && seed % 3 == 2));
        double before = 0;
        double below = 0;
        for (const auto& [key, people] : exact.rows()) {
            const double right =
                100 * (below + static_cast<double>(people) / 2) / static_cast<double>(exact.all());
            below += static_cast<double>(people);
            const double told = found.percentile(key);
            worst = std::max(worst, std::abs(told - right));
            CHECK(told >= before);
            if (whole) CHECK(told == Approx(right).margin(1e-9));
            before = told;
        }
        // Values that nobody has: below all, above all, between two.
        CHECK(found.percentile({-2, 0}) == 0);
        CHECK(found.percentile({2, 0}) == 100);
        std::mt19937 random(seed);
        for (int i = 0; i < 40; ++i) {
            const RankKey key{0, static_cast<std::int64_t>(random() % 40'000'000) *
                                     (d.sense == Sense::plus ? 1 : -1)};
            CHECK(found.percentile(key) == Approx(plain_percentile(town, key, d)).margin(0.0051));
        }
    }
    CHECK(worst <= 0.005 + 1e-9);
    CHECK(worst > 0.0005);  // or nothing was reduced
}

TEST_CASE("people by value of two territories merge to that of their union, to the bit",
          "[enclavement][property]") {
    const MeasureDefinition d = definition();
    for (unsigned seed = 1; seed <= 30; ++seed) {
        const People a = random_people(seed, 300);
        const People b = random_people(seed + 100, 500);
        const People c = random_people(seed + 200, 40);
        People all;
        for (const People* one : {&c, &a, &b})
            for (std::size_t i = 0; i < one->people.size(); ++i)
                all.add(one->values[i], one->people[i]);
        const PeopleByValue merged = by_value(a, d).merged(by_value(b, d)).merged(by_value(c, d));
        CHECK(merged == by_value(all, d));
        CHECK(merged == by_value(c, d).merged(by_value(b, d).merged(by_value(a, d))));
        CHECK(quantiles(merged) == quantiles(by_value(all, d)));
        CHECK(merged.merged(PeopleByValue()) == merged);
    }
}

TEST_CASE("cells whose surroundings are cut are ranked and do not make the distribution",
          "[enclavement]") {
    const std::vector<CellMeasure> values{{"m", {1.0, 2.0, 3.0, 4.0}}};
    const std::vector<double> people{10, 20, 30, 40};
    const std::vector<MeasureDefinition> definitions{definition()};
    const Distribution found =
        distribution_of(definitions, values, people, {{"m", {true, true, false, true}}});
    REQUIRE(found.measures.size() == 1);
    CHECK(found.measures[0].quantiles.all == 70'000'000);
    CHECK(found.measures[0].known == 100);
    CHECK(found.residents == 100);
    const auto ranks = percentiles(values[0].values, &found.measures[0], definitions[0]);
    CHECK(*ranks[0] == Approx(100 * 5 / 70.0));
    CHECK(*ranks[2] == Approx(100 * 30 / 70.0));
}

TEST_CASE("where fewer than one resident in ten is whole, all are ranked among, and it is told",
          "[enclavement]") {
    const std::vector<CellMeasure> values{{"m", {1.0, 2.0, 3.0, Absence::non_rattache}}};
    const std::vector<MeasureDefinition> definitions{definition()};
    // Of 100 people 9 + 81 + 10 are; those of the last cell have no rank.
    const auto ranked = [&](const std::vector<double>& people, const std::vector<bool>& whole) {
        Notices notices;
        tell_cut_surroundings(definitions, values, people, {{"m", whole}}, notices);
        const Distribution found = distribution_of(definitions, values, people, {{"m", whole}});
        return std::pair{found.measures[0].quantiles.all / 1'000'000,
                         notices.count("distribution_environs_coupes")};
    };
    const std::vector<double> people{9, 81, 10, 900};
    CHECK(whole_share(values[0].values, people, definitions[0], {true, false, false, true}) ==
          9 / 100.0);
    CHECK(ranked(people, {true, false, false, true}) == std::pair{100L, std::size_t{1}});
    CHECK(ranked(people, {false, false, true, false}) == std::pair{10L, std::size_t{0}});
    CHECK(ranked(people, {false, false, false, true}) == std::pair{100L, std::size_t{1}});
    CHECK(ranked({0, 0, 0, 5}, {false, false, false, false}) == std::pair{0L, std::size_t{0}});
}

TEST_CASE("a named distribution ranks what it defines alike, and the rest is told and has no rank",
          "[enclavement]") {
    std::vector<MeasureDefinition> definitions{definition("a"), definition("b"), definition("c")};
    definitions[1].basis = "crèche école";
    const std::vector<double> people{1, 1, 1};
    const std::vector<CellMeasure> values{
        {"a", {1.0, 2.0, 3.0}}, {"b", {1.0, 2.0, 3.0}}, {"c", {1.0, 2.0, 3.0}}};
    const Distribution own = distribution_of(definitions, values, people);
    Distribution named = own;
    named.title = std::string("France");
    named.measures[1].basis = std::string("école");
    named.measures[2].id = std::string("d");
    Notices notices;
    const Distribution fits = fitted(named, own, notices);
    REQUIRE(fits.measures.size() == 1);
    CHECK(fits.measures[0].id == "a");
    CHECK(fits.title == "France");
    CHECK(notices.count("distribution_autre_definition") == 1);
    CHECK(notices.count("distribution_mesure_absente") == 1);
    CHECK(notices.count("distribution_mesure_inconnue") == 1);
    IndexSettings settings;
    const Index index = enclosure_index(definitions, values, people, {}, settings, {{}, &fits});
    CHECK(index.measures[0].percentiles[0].has_value());
    CHECK(index.measures[1].percentiles[0] == Maybe<double>(Absence::non_disponible));
    CHECK(*index.measures[1].values[0] == 1.0);
}

TEST_CASE("in one distribution, a cell's rank is its own whatever becomes of the others",
          "[enclavement][property]") {
    const std::vector<MeasureDefinition> definitions{definition("a"),
                                                     definition("b", Sense::moins)};
    IndexSettings settings;
    settings.least_components = 1;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const People first = random_people(seed, 200);
        const People second = random_people(seed + 50, 200);
        std::vector<CellMeasure> values{{"a", first.values}, {"b", second.values}};
        const Distribution reference =
            distribution_of(definitions, values, random_people(7, 200).people);
        const Index before =
            enclosure_index(definitions, values, first.people, {}, settings, {{}, &reference});
        // Another edition: half of the cells get worse, people move.
        for (CellMeasure& measure : values)
            for (std::size_t c = 0; c < 100; ++c)
                if (measure.values[c])
                    measure.values[c] = *measure.values[c] + (measure.id == "a" ? 2 : -2);
        const Index after =
            enclosure_index(definitions, values, second.people, {}, settings, {{}, &reference});
        for (std::size_t c = 100; c < 200; ++c) CHECK(before.index[c] == after.index[c]);
        // Each in its own: others move everybody's rank.
        const Index own = enclosure_index(definitions, values, second.people, {}, settings);
        std::size_t moved = 0;
        for (std::size_t c = 100; c < 200; ++c) moved += before.index[c] == own.index[c] ? 0 : 1;
        CHECK(moved > 50);
    }
}

}  // namespace lisiere::enclavement
