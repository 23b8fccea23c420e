// SPDX-License-Identifier: Apache-2.0
#include "io/compare/sentences.hpp"

#include "io/reference/reference_row.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

const io::ComparisonRules& rules() {
    static const io::ComparisonRules all = io::read_comparison_rules(io::reference_folder());
    return all;
}

std::size_t rule(std::string_view id) {
    return static_cast<std::size_t>(rules().rules.find(id) - rules().rules.measures.data());
}

compare::Change change_of(std::string_view id, std::vector<std::string> keys, double base,
                          double next) {
    compare::Change change;
    change.rule = rule(id);
    change.keys = std::move(keys);
    change.base.value = base;
    change.next.value = next;
    change.difference = next - base;
    change.verdict = compare::Verdict::exact;
    return change;
}

compare::Comparison one_quarter() {
    compare::Comparison comparison;
    compare::PerimeterPair pair;
    pair.tie = compare::PerimeterPair::Tie::code;
    pair.base = compare::PerimeterFacts{"QN1", "La Solitude", {}, {}, {}, {}};
    pair.next = pair.base;
    pair.compared = true;
    comparison.perimeters = {pair};
    comparison.causes = {{compare::Cause::Kind::source, "horaires", "a.zip", "b.zip", {}, {}}};
    return comparison;
}

}  // namespace

TEST_CASE("fewer departures are told in percent, with the timetable that took them") {
    compare::Comparison comparison = one_quarter();
    compare::Change change = change_of("departs", {"soiree"}, 4.0, 3.52);
    change.causes = {{0, true}};
    comparison.changes = {change};
    CHECK(io::headlines(comparison, rules(), 5, "fr") ==
          std::vector<std::string>{
              "La Solitude : 12\u202f% de départs en moins le soir, nouvel horaire"});
    CHECK(io::headlines(comparison, rules(), 5, "en") ==
          std::vector<std::string>{
              "La Solitude: 12% fewer departures in the evening, new timetable"});
}

TEST_CASE("departures that begin are not a percentage of nothing") {
    const compare::Comparison comparison = one_quarter();
    const io::Sentences say(comparison, rules(), "fr");
    CHECK_THAT(say.phrase(change_of("departs", {"dimanche"}, 0, 2)),
               Contains("de 0,0\u202fdéparts/h à 2,0\u202fdéparts/h"));
}

TEST_CASE("what a line and a facility did is told beside the cause") {
    compare::Comparison comparison = one_quarter();
    comparison.lines = {{0, "soiree", "3", "Bus", "bus", 4.0, 1.0, "23:10", "20:50"}};
    compare::PlaceChange closed;
    closed.kind = compare::PlaceChange::Kind::closed;
    closed.name = "Pharmacie de la Gare";
    comparison.places = {closed};
    compare::Change change = change_of("departs", {"soiree"}, 4.0, 1.0);
    change.causes = {{0, true}};
    change.lines = {0};
    change.places = {0};
    comparison.changes = {change};
    const io::Sentences say(comparison, rules(), "fr");
    CHECK(say.cause(change) ==
          "nouvel horaire ; ligne 3 : 4,0 → 1,0 départs/h, dernier départ 23:10 → 20:50 ; fermé : "
          "Pharmacie de la Gare");
}

TEST_CASE("no headline is made of rounding, of an error's worth, of rank alone, nor of little") {
    compare::Comparison comparison = one_quarter();
    compare::Change rounding = change_of("departs", {"soiree"}, 4.0, 2.0);
    rounding.verdict = compare::Verdict::rounding;
    compare::Change within = change_of("indicateurs", {"taux"}, 10, 20);
    within.verdict = compare::Verdict::within;
    compare::Change by_rank = change_of("indice", {}, 50, 60);
    by_rank.by_rank = true;
    const compare::Change little = change_of("departs", {"samedi"}, 4.0, 3.95);
    comparison.changes = {rounding, within, by_rank, little};
    CHECK(io::headlines(comparison, rules(), 5, "fr").empty());
}

TEST_CASE("a quarter and a measure are told once among the headlines") {
    compare::Comparison comparison = one_quarter();
    comparison.changes = {change_of("departs", {"soiree"}, 4.0, 3.0),
                          change_of("departs", {"dimanche"}, 4.0, 1.0)};
    const auto told = io::headlines(comparison, rules(), 5, "fr");
    REQUIRE(told.size() == 1);
    CHECK_THAT(told[0], Contains("75\u202f%") && Contains("le dimanche"));
}

TEST_CASE("a perimeter that came, went, changed its name or its outline is told first") {
    compare::Comparison comparison = one_quarter();
    compare::PerimeterPair& pair = comparison.perimeters[0];
    pair.next->name = "La Quiétude";
    pair.redrawn = true;
    pair.area_of_base = 0.75;
    comparison.changes = {change_of("departs", {"soiree"}, 4.0, 3.0)};
    const auto told = io::headlines(comparison, rules(), 5, "fr");
    REQUIRE(told.size() == 3);
    CHECK(told[0] == "La Quiétude : renommé, s'appelait La Solitude");
    CHECK_THAT(told[1], Contains("75\u202f% de l'ancienne surface") && Contains("part inconnue"));
}

TEST_CASE("homonyms are told with their codes") {
    compare::Comparison comparison = one_quarter();
    comparison.perimeters.push_back(comparison.perimeters[0]);
    comparison.perimeters[1].base->code = "QN2";
    comparison.perimeters[1].next->code = "QN2";
    const io::Sentences say(comparison, rules(), "fr");
    CHECK(say.name(comparison.perimeters[1]) == "La Solitude (QN2)");
}

TEST_CASE("what nothing explains is said, not blamed on something") {
    const compare::Comparison comparison = one_quarter();
    const io::Sentences say(comparison, rules(), "fr");
    CHECK_THAT(say.cause(change_of("departs", {"soiree"}, 4, 3)), StartsWith("cause non établie"));
}

TEST_CASE("a phrase keeps what it is not given") {
    CHECK(io::filled("{a} et {b}", {{"a", "{b}"}}) == "{b} et {b}");
    CHECK(io::filled("sans fin {", {}) == "sans fin {");
}
