// SPDX-License-Identifier: Apache-2.0
#include "io/compare/comparison_tables.hpp"

#include <fmt/format.h>

#include <map>

#include "engine/table/table_builder.hpp"

namespace lisiere::io {
namespace {

using compare::Change;
using compare::PerimeterPair;

Maybe<double> real(const std::optional<double>& value) {
    return value ? Maybe<double>(*value) : Maybe<double>();
}

std::string code_of(const std::optional<compare::PerimeterFacts>& facts) {
    return facts ? facts->code : std::string();
}

std::string tie_text(PerimeterPair::Tie tie) {
    switch (tie) {
        case PerimeterPair::Tie::none:
            return {};
        case PerimeterPair::Tie::code:
            return "code";
        case PerimeterPair::Tie::ground:
            return "terrain";
        case PerimeterPair::Tie::lineage:
            return "filiation";
    }
    return {};
}

std::string state_of(const PerimeterPair& pair) {
    if (!pair.base) return "entré";
    if (!pair.next) return "sorti";
    if (pair.tie == PerimeterPair::Tie::lineage) return "filiation";
    if (pair.redrawn) return "redessiné";
    return pair.renamed() || pair.tie == PerimeterPair::Tie::ground ? "renommé" : "même";
}

struct Tally {
    std::int64_t changed = 0;
    std::int64_t by_rank = 0;
    std::int64_t better = 0;
    std::int64_t worse = 0;
    std::string first;  ///< leading sentences
};

Table perimeters_of(const compare::Comparison& comparison, const ComparisonRules& rules,
                    const Sentences& say, geo::Crs crs) {
    std::vector<Tally> tallies(comparison.perimeters.size());
    for (const Change& change : comparison.changes) {
        Tally& tally = tallies[change.pair];
        ++(change.by_rank ? tally.by_rank : tally.changed);
        const int sense = sense_of(change, rules.rules.measures[change.rule]);
        tally.better += sense > 0 ? 1 : 0;
        tally.worse += sense < 0 ? 1 : 0;
    }
    std::map<std::size_t, int> told;
    constexpr int most = 3;
    for (const std::size_t at : say.leading()) {
        Tally& tally = tallies[comparison.changes[at].pair];
        if (told[comparison.changes[at].pair]++ < most)
            tally.first +=
                (tally.first.empty() ? "" : " | ") + say.sentence(comparison.changes[at]);
    }
    TableBuilder<std::size_t> table("comparaison_perimetres", crs);
    const auto pair = [&](std::size_t i) -> const PerimeterPair& {
        return comparison.perimeters[i];
    };
    table.text("code", [&](std::size_t i) { return pair(i).shown().code; })
        .text("nom_qp", [&](std::size_t i) { return pair(i).shown().name; })
        .text("genre", [&](std::size_t i) { return pair(i).shown().genre; })
        .text("etat", [&](std::size_t i) { return state_of(pair(i)); })
        .text("lien", [&](std::size_t i) { return tie_text(pair(i).tie); })
        .text("code_avant", [&](std::size_t i) { return code_of(pair(i).base); })
        .text("nom_avant",
              [&](std::size_t i) { return pair(i).base ? pair(i).base->name : std::string(); })
        .real("part_surface_avant", [&](std::size_t i) { return real(pair(i).area_of_base); })
        .real("part_surface_apres", [&](std::size_t i) { return real(pair(i).area_of_next); })
        .real("part_population_avant", [&](std::size_t i) { return real(pair(i).people_of_base); })
        .real("part_population_apres", [&](std::size_t i) { return real(pair(i).people_of_next); })
        .integer("chiffres_changes",
                 [&](std::size_t i) { return Maybe<std::int64_t>(tallies[i].changed); })
        .integer("par_rang", [&](std::size_t i) { return Maybe<std::int64_t>(tallies[i].by_rank); })
        .integer("mieux", [&](std::size_t i) { return Maybe<std::int64_t>(tallies[i].better); })
        .integer("moins_bien", [&](std::size_t i) { return Maybe<std::int64_t>(tallies[i].worse); })
        .text("phrases", [&](std::size_t i) { return tallies[i].first; })
        .geometry(GeometryType::multipolygon, [&](std::size_t i) {
            return pair(i).shown().shape.empty() ? geo::Geometry{}
                                                 : geo::Geometry(pair(i).shown().shape);
        });
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < comparison.perimeters.size(); ++i) rows.push_back(i);
    return table.build(rows);
}

Table figures_of(const compare::Comparison& comparison, const ComparisonRules& rules,
                 const Sentences& say, geo::Crs crs) {
    TableBuilder<const Change*> table("comparaison_chiffres", crs);
    const auto rule = [&](const Change* of) -> const compare::MeasureRule& {
        return rules.rules.measures[of->rule];
    };
    const auto pair = [&](const Change* of) -> const PerimeterPair& {
        return comparison.perimeters[of->pair];
    };
    table.text("code", [&](const Change* of) { return pair(of).shown().code; })
        .text("nom_qp", [&](const Change* of) { return pair(of).shown().name; })
        .text("mesure", [&](const Change* of) { return rule(of).id; })
        .text("cle", [](const Change* of) { return fmt::format("{}", fmt::join(of->keys, "/")); })
        .text("libelle", [&](const Change* of) { return say.label(*of); })
        .real("avant", [](const Change* of) { return real(of->base.value); })
        .real("apres", [](const Change* of) { return real(of->next.value); })
        .real("difference", [](const Change* of) { return real(of->difference); })
        .text("unite",
              [&](const Change* of) {
                  return of->unit.empty() ? rules.texts[of->rule].unit : of->unit;
              })
        .text("motif_avant", [](const Change* of) { return of->base.reason; })
        .text("motif_apres", [](const Change* of) { return of->next.reason; })
        .text("verdict", [](const Change* of) { return std::string(to_text(of->verdict)); })
        .boolean("par_rang", [](const Change* of) { return of->by_rank; })
        .text("sens",
              [&](const Change* of) {
                  const int sense = sense_of(*of, rule(of));
                  return std::string(sense > 0 ? "mieux" : sense < 0 ? "moins bien" : "");
              })
        .text("causes", [&](const Change* of) { return say.sources(*of); })
        .text("detail", [&](const Change* of) { return say.evidence(*of); })
        .text("tient_a",
              [&](const Change* of) {
                  const auto found = of->keys.empty() ? rule(of).inputs_by_key.end()
                                                      : rule(of).inputs_by_key.find(of->keys[0]);
                  return fmt::format(
                      "{}", fmt::join(found == rule(of).inputs_by_key.end() ? rule(of).inputs
                                                                            : found->second,
                                      " "));
              })
        .text("couche", [&](const Change* of) { return rule(of).table; })
        .text("colonne", [&](const Change* of) { return rule(of).column; })
        .text("phrase", [&](const Change* of) { return say.phrase(*of); });
    std::vector<const Change*> rows;
    for (const Change& change : comparison.changes) rows.push_back(&change);
    return table.build(rows);
}

Table places_of(const compare::Comparison& comparison, const Sentences& say, geo::Crs crs) {
    using compare::PlaceChange;
    TableBuilder<PlaceChange> table("comparaison_lieux", crs);
    table
        .text("etat",
              [](const PlaceChange& of) {
                  switch (of.kind) {
                      case PlaceChange::Kind::opened:
                          return std::string("ouvert");
                      case PlaceChange::Kind::closed:
                          return std::string("fermé");
                      case PlaceChange::Kind::moved:
                          return std::string("déplacé");
                  }
                  return std::string();
              })
        .text("genre",
              [](const PlaceChange& of) { return std::string(of.stop ? "arret" : "equipement"); })
        .text("categorie", [](const PlaceChange& of) { return of.category; })
        .text("nom", [](const PlaceChange& of) { return of.name; })
        .text("lignes", [](const PlaceChange& of) { return of.lines; })
        .text("phrase", [&](const PlaceChange& of) { return say.place(of); })
        .geometry(GeometryType::point, [](const PlaceChange& of) { return geo::Geometry(of.at); });
    return table.build(comparison.places);
}

Table causes_of(const compare::Comparison& comparison, const Sentences& say, geo::Crs crs) {
    using compare::Cause;
    TableBuilder<Cause> table("comparaison_causes", crs);
    table
        .text("genre",
              [](const Cause& of) {
                  switch (of.kind) {
                      case Cause::Kind::source:
                          return std::string("source");
                      case Cause::Kind::reference:
                          return std::string("référence");
                      case Cause::Kind::setting:
                          return std::string("réglage");
                      case Cause::Kind::program:
                          return std::string("programme");
                  }
                  return std::string();
              })
        .text("objet", [](const Cause& of) { return of.what; })
        .text("avant", [](const Cause& of) { return of.base; })
        .text("apres", [](const Cause& of) { return of.next; })
        .text("millesime_avant", [](const Cause& of) { return of.base_vintage; })
        .text("millesime_apres", [](const Cause& of) { return of.next_vintage; })
        .text("phrase", [&](const Cause& of) { return say.cause(of); });
    return table.build(comparison.causes);
}

}  // namespace

int sense_of(const compare::Change& change, const compare::MeasureRule& rule) {
    if (!change.difference || change.by_rank || rule.better == compare::Better::none ||
        change.verdict == compare::Verdict::within || change.verdict == compare::Verdict::rounding)
        return 0;
    return (*change.difference > 0) == (rule.better == compare::Better::more) ? 1 : -1;
}

std::vector<Table> comparison_tables(const compare::Comparison& comparison,
                                     const ComparisonRules& rules, const Sentences& say,
                                     geo::Crs crs) {
    return {perimeters_of(comparison, rules, say, crs), figures_of(comparison, rules, say, crs),
            places_of(comparison, say, crs), causes_of(comparison, say, crs)};
}

}  // namespace lisiere::io
