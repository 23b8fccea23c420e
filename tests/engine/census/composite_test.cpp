// SPDX-License-Identifier: Apache-2.0
#include "engine/census/composite.hpp"

#include <cmath>
#include <random>

#include "engine/census/intervals.hpp"
#include "tests/engine/census/row_of_iris.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;

namespace {

constexpr double shrinkage = 2;
constexpr unsigned towns = 300;

IndicatorDefinition people() {
    IndicatorDefinition definition = test::count("population", {{"P:POP"}});
    definition.official = {{"", {{"POP_MUN"}}}};
    return definition;
}
IndicatorDefinition jobless() {
    IndicatorDefinition definition = test::unemployment;
    definition.unit = "%";
    definition.official = {{"", {{"TX_CHOM"}}}};
    return definition;
}

/// Official values around the estimates: a bias common to all and a scatter of each, in g.
std::vector<KnownQuarter> quarters(unsigned seed, std::size_t count, double bias, double scatter,
                                   const IndicatorDefinition& definition) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0, 1);
    std::uniform_real_distribution<double> between(0.05, 0.45);
    std::vector<KnownQuarter> known;
    for (std::size_t q = 0; q < count; ++q) {
        const bool counts = definition.kind == IndicatorKind::effectif;
        const double estimate = (counts ? 20000 : 100) * between(random);
        const auto at = transformed(estimate, definition);
        known.push_back(
            {estimate, back_transformed(*at + bias + scatter * normal(random), definition)});
    }
    return known;
}

}  // namespace

TEST_CASE("a count is multiplied by what the known quarters show, shrunk where they are few",
          "[census]") {
    // 3 quarters estimated at 1,000, 2,000 and 3,000, officially 1,300, 2,400 and 3,800:
    // (7,500 / 6,000)^(3 / (3 + 2)) = 1.25^0.6.
    const std::vector<KnownQuarter> known{{1000, 1300}, {2000, 2400}, {3000, 3800}};
    CHECK(*composite(4000, known, people(), shrinkage) == Approx(4000 * std::pow(1.25, 0.6)));
    // Without the second: (5,100 / 4,000)^(2 / 4).
    CHECK(*left_out(known, people(), shrinkage)[1] == Approx(2000 * std::sqrt(1.275)));
    // |1,000 - 1,300| + |2,000 - 2,400| + |3,000 - 3,800| of 7,500.
    const std::vector<Maybe<double>> plain{1000.0, 2000.0, 3000.0};
    CHECK(*mean_error(plain, known, people()) == Approx(1500.0 / 7500));
}

TEST_CASE("law: official values that equal their estimates move nothing, none known neither",
          "[census][law]") {
    for (unsigned seed = 0; seed < towns; ++seed)
        for (const IndicatorDefinition& definition : {people(), jobless()}) {
            CAPTURE(seed, definition.id);
            const auto same = quarters(seed, 3 + seed % 30, 0, 0, definition);
            const double estimate = same.back().estimate * 0.7;
            // The synthetic estimate never beats a direct one that is right.
            CHECK(*composite(estimate, same, definition, shrinkage) == Approx(estimate));
            CHECK(*composite(estimate, {}, definition, shrinkage) == Approx(estimate));
        }
}

TEST_CASE("law: what is judged never judges itself, and stays what a count or a share can be",
          "[census][law]") {
    for (unsigned seed = 0; seed < towns; ++seed)
        for (const IndicatorDefinition& definition : {people(), jobless()}) {
            auto known = quarters(seed, 3 + seed % 30, 0.4, 0.8, definition);
            const std::size_t q = seed % known.size();
            CAPTURE(seed, definition.id);
            const Maybe<double> before = left_out(known, definition, shrinkage)[q];
            auto others = known;
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(q));
            CHECK(*before == Approx(*composite(known[q].estimate, others, definition, shrinkage)));
            known[q].official = definition.kind == IndicatorKind::effectif ? 0 : 100;
            CHECK(*left_out(known, definition, shrinkage)[q] == Approx(*before));
            for (const Maybe<double>& value : left_out(known, definition, shrinkage)) {
                CHECK(*value >= 0);
                if (definition.unit == "%") CHECK(*value <= 100);
            }
        }
}

TEST_CASE("law: a bias that all share is taken off, more of it the more quarters are known",
          "[census][law]") {
    double few = 0;
    double many = 0;
    double plain = 0;
    for (unsigned seed = 0; seed < towns; ++seed)
        for (const IndicatorDefinition& definition : {people(), jobless()}) {
            const auto error = [&](std::size_t count, bool adjusted) {
                const auto known = quarters(seed, count, 0.5, 0.1, definition);
                std::vector<Maybe<double>> own;
                for (const KnownQuarter& one : known) own.emplace_back(one.estimate);
                const double scale = definition.kind == IndicatorKind::effectif ? 1 : 0.01;
                return scale * *mean_error(adjusted ? left_out(known, definition, shrinkage) : own,
                                           known, definition);
            };
            few += error(5, true);
            many += error(40, true);
            plain += error(40, false);
        }
    CHECK(few < plain / 2);
    CHECK(many < few);
}

TEST_CASE("an estimate is adjusted where leaving out shows a gain, and told why where it does not",
          "[census]") {
    // Eight quarters over halves of IRIS, officially a quarter more than the area gives them, but
    // for one whose official value nobody knows.
    const std::vector<AdjustmentRule> rules{{IndicatorKind::effectif, 5, 2, 0.05},
                                            {IndicatorKind::part, 5, 2, 0.05}};
    const auto run = [&](const std::vector<double>& ratios, int year, std::size_t known,
                         std::vector<std::size_t> alike = {}) {
        test::Town town;
        town.inputs.codes.clear();
        town.inputs.perimeters.clear();
        for (std::size_t q = 0; q < 8; ++q) {
            town.inputs.codes.push_back("Q" + std::to_string(q));
            const double x = 50.0 * static_cast<double>(q);
            town.inputs.perimeters.push_back(test::rectangle(x, 0, x + 50, 100));
            const double estimate = *town.table.counts[0].values[q / 2] / 2;
            if (q < known)
                town.official.push_back({town.inputs.codes.back(), "POP_MUN",
                                         estimate * ratios[q % ratios.size()], year, "qpv"});
        }
        town.inputs.adjustments = rules;
        town.inputs.alike = std::move(alike);
        return town.values({people()});
    };
    const auto adjusted = run({1.25}, 2020, 7).back();
    CHECK(*adjusted.valeur_estimee == Approx(200));
    CHECK(*adjusted.valeur == Approx(200 * std::pow(1.25, 7.0 / 9)));
    CHECK(adjusted.methode == "ratio");
    CHECK(*adjusted.erreur_simple == Approx(0.2));  // 0.25 of 1.25
    CHECK(*adjusted.erreur_croisee < 0.1);
    CHECK(adjusted.recalage.starts_with("ratio d'après 7 quartiers officiels"));
    // Of an earlier year, as the figures it stands beside and is added to.
    CHECK(run({1.25}, 2018, 7).back().vintage == 2018);
    CHECK(run({1.25}, 2018, 7).back().valeur_qpv.has_value() ==
          run({1.25}, 2018, 7).front().valeur_qpv.has_value());

    const auto few = run({1.25}, 2020, 4).back();
    CHECK(*few.valeur == Approx(200));
    CHECK(few.methode == "surface");
    CHECK(few.recalage == "non : 4 quartier(s) officiel(s), il en faut 5");
    // Nothing common to all: the plain estimate stays.
    const auto scattered = run({0.6, 1.4}, 2020, 7).back();
    CHECK(*scattered.valeur == Approx(200));
    CHECK(scattered.recalage.starts_with("non : erreur croisée"));
    // Quarters of another kind tell nothing of this one.
    CHECK(run({1.25}, 2020, 7, {0, 0, 0, 0, 0, 0, 0, 1}).back().methode == "surface");
}

TEST_CASE("a rate is adjusted within one year only", "[census]") {
    const auto run = [](int year) {
        test::Town town;
        town.inputs.codes.clear();
        town.inputs.perimeters.clear();
        for (std::size_t q = 0; q < 8; ++q) {
            town.inputs.codes.push_back("Q" + std::to_string(q));
            const double x = 50.0 * static_cast<double>(q);
            town.inputs.perimeters.push_back(test::rectangle(x, 0, x + 50, 100));
            const double rate =
                100 * *town.table.counts[2].values[q / 2] / *town.table.counts[1].values[q / 2];
            if (q < 7)
                town.official.push_back({town.inputs.codes.back(), "TX_CHOM", rate + 6, year, "q"});
        }
        const std::vector<AdjustmentRule> rules{{IndicatorKind::part, 5, 2, 0.05}};
        town.inputs.adjustments = rules;
        return town.values({jobless()}).back();
    };
    const IndicatorValue same = run(2020);
    CHECK(same.methode == "composite");
    // 5 % estimated, 6 points too few: nearer to 11.
    CHECK(*same.valeur > 8);
    CHECK(*same.valeur < 14);
    CHECK(same.commune.gap.has_value());
    const IndicatorValue other = run(2018);
    CHECK(other.methode == "surface");
    CHECK(other.recalage.starts_with("non : taux et valeurs officielles d'années différentes"));
    CHECK(*other.erreur_croisee < *other.erreur_simple);
}
