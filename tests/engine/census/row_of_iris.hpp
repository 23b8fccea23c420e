// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/census/indicator.hpp"
#include "tests/support/shapes.hpp"

/// A row of four IRIS, its counts and definitions of indicators, for tests of the kit.
namespace lisiere::test {

using namespace census;

inline IndicatorDefinition count(std::string id, std::vector<Term> terms,
                                 std::string secrecy = "") {
    IndicatorDefinition definition;
    definition.id = std::move(id);
    definition.kind = IndicatorKind::effectif;
    definition.numerator = std::move(terms);
    definition.secrecy = std::move(secrecy);
    return definition;
}
inline IndicatorDefinition share(std::string id, std::vector<Term> above, std::vector<Term> below,
                                 std::string secrecy = "") {
    IndicatorDefinition definition = count(std::move(id), std::move(above), std::move(secrecy));
    definition.kind = IndicatorKind::part;
    definition.denominator = std::move(below);
    definition.factor = 100;
    return definition;
}
inline IndicatorDefinition published(std::string id, std::string rate, std::vector<Term> people) {
    IndicatorDefinition definition = share(std::move(id), {{std::move(rate)}}, std::move(people));
    definition.kind = IndicatorKind::publie;
    definition.factor = 1;
    return definition;
}

inline CountColumn column(std::string prefix, std::string id, int vintage,
                          std::vector<Maybe<double>> values) {
    return {Variable{std::move(id), "", std::move(prefix), vintage, "rp"}, std::move(values)};
}

/// Four IRIS of 100 × 100 m in a row, two a commune; a quarter over the whole second one and half
/// of the third.
struct Town {
    AreaTable table;
    IndicatorInputs inputs;
    std::vector<OfficialValue> official;
    std::vector<LocalValue> local;
    std::vector<CountedPoints> points;
    std::vector<SecrecyRule> rules;
    Population population;

    Town() {
        for (int i = 0; i < 4; ++i)
            table.areas.push_back({std::to_string(i), "", "H", i < 2 ? "59001" : "59002",
                                   rectangle(100.0 * i, 0, 100.0 * i + 100, 100)});
        table.counts = {column("P", "POP", 2020, {1000.0, 800.0, 600.0, 400.0}),
                        column("P", "ACT1564", 2020, {500.0, 400.0, 300.0, 200.0}),
                        column("P", "CHOM1564", 2020, {50.0, 100.0, 60.0, 10.0}),
                        column("P", "CHOM1564", 2016, {70.0, 90.0, 70.0, 20.0}),
                        column("P", "ACT1564", 2016, {490.0, 390.0, 290.0, 190.0}),
                        column("C", "ACT1564", 2020, {510.0, 410.0, 310.0, 210.0}),
                        column("C", "ACT1564_CS3", 2020, {51.0, 82.0, 31.0, 21.0})};
        inputs.codes = {"QN05901M"};
        inputs.perimeters = {rectangle(100, 0, 250, 100)};
        inputs.commune_codes = {"59001", "59002", "59003"};
        inputs.commune_epci = {"200", "200", "300"};
        // Contours drawn a little off: membership goes by code, not by area.
        inputs.communes = {rectangle(0, 0, 203, 100), rectangle(203, 0, 400, 100),
                           rectangle(400, 0, 500, 100)};
    }
    std::vector<IndicatorValue> values(const std::vector<IndicatorDefinition>& kit,
                                       unsigned threads = 1) {
        inputs.tables = std::span(&table, 1);
        inputs.official = official;
        inputs.local = local;
        inputs.points = points;
        inputs.secrecy = rules;
        if (!population.cells.empty()) inputs.population = &population;
        Overlays overlays({threads});
        return indicator_values(kit, inputs, overlays);
    }
    IndicatorValue value(const IndicatorDefinition& definition) {
        return values({definition}).front();
    }
};

inline const IndicatorDefinition unemployment =
    share("taux_chomage_15_64", {{"P:CHOM1564"}}, {{"P:ACT1564"}});

}  // namespace lisiere::test
