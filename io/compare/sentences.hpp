// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/compare/comparison.hpp"
#include "io/compare/rules.hpp"

namespace lisiere::io {

/// A phrase with each `{name}` replaced by what `said` has for it; one that it has not stays.
std::string filled(std::string phrase, const std::map<std::string, std::string>& said);

/// A comparison in words, in one language. Views: both must outlive it. Every phrase is data
/// (comparaison*.csv); numbers are rounded for reading as the rules say.
class Sentences {
  public:
    Sentences(const compare::Comparison& comparison, const ComparisonRules& rules,
              std::string language)
        : comparison_(comparison), rules_(rules), language_(std::move(language)) {}

    const std::string& language() const { return language_; }
    std::string word(std::string_view id) const { return rules_.word(id, language_); }

    /// "Pharmacie à pied, médiane des habitants".
    std::string label(const compare::Change& change) const;
    /// A value with its unit; its reason when there is none.
    std::string value(const compare::Change& change, const compare::Figure& figure) const;
    /// New less former, with its sign and unit; shares in points. Only where there is one.
    std::string difference(const compare::Change& change) const;
    /// "12 % de départs en moins le soir".
    std::string phrase(const compare::Change& change) const;
    /// "nouvel horaire, ligne 3 : 4,0 → 1,0 départs/h"; why nothing is known, else.
    std::string cause(const compare::Change& change) const;
    /// The sources, settings and versions alone: "nouvel horaire".
    std::string sources(const compare::Change& change) const;
    /// Lines and places alone: "ligne 3 : 4,0 → 1,0 départs/h ; fermé : Pharmacie"; or empty.
    std::string evidence(const compare::Change& change) const;
    std::string cause(const compare::Cause& cause) const;
    std::string verdict(const compare::Change& change) const;
    /// Phrase and cause.
    std::string sentence(const compare::Change& change) const;
    /// What became of the perimeter itself: renamed, redrawn, new, gone; one a phrase.
    std::vector<std::string> about(const compare::PerimeterPair& pair) const;
    std::string place(const compare::PlaceChange& change) const;
    std::string line(const compare::LineChange& change) const;
    /// The name of the perimeter; with its code where another has that name.
    std::string name(const compare::PerimeterPair& pair) const;

    /// Changes worth a sentence, those that matter most first: beyond rounding and error, at least
    /// as large as the rule asks, not by rank alone. Positions in Comparison::changes.
    std::vector<std::size_t> leading() const;

  private:
    const MeasureText& text(const compare::Change& change) const {
        return rules_.texts[change.rule];
    }
    std::string unit(const compare::Change& change) const;
    std::string amount(const compare::Change& change) const;
    std::map<std::string, std::string> words_of(const compare::Change& change) const;
    double weight(const compare::Change& change) const;

    const compare::Comparison& comparison_;
    const ComparisonRules& rules_;
    std::string language_;
};

/// The `most` sentences that a short summary says first, each "La Solitude : 12 % de départs en
/// moins le soir, nouvel horaire": perimeters that came, went or were redrawn, then figures, no
/// measure of a perimeter twice. `language`: "fr" or "en".
std::vector<std::string> headlines(const compare::Comparison& comparison,
                                   const ComparisonRules& rules, std::size_t most,
                                   const std::string& language);

}  // namespace lisiere::io
