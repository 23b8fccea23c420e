// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/compare/edition.hpp"
#include "engine/compare/rules.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// How a figure that is compared is written: what a line of comparaison.csv says beside the rule.
struct MeasureText {
    enum class Form { number, percent, share };  ///< share: 0 to 1, told in percent
    Form form = Form::number;
    int decimals = 0;
    std::string unit;
    StyleText label;  ///< "{ligne}" the row's own, "{periode}" the word of that key
    StyleText rise;
    StyleText fall;
};

/// What a kind of input is called.
struct InputText {
    StyleText label;
    StyleText change;  ///< "nouvel horaire"
    /// Sections of a configuration that declare it: "population", or "recensement:echelle=qpv".
    std::vector<std::string> sections;
};

/// All that the comparison of editions takes from geodata/reference: comparaison.csv,
/// comparaison_entrees.csv, comparaison_mots.csv and the inputs of formules.csv.
struct ComparisonRules {
    compare::Rules rules;
    std::vector<MeasureText> texts;  ///< beside rules.measures
    std::map<std::string, InputText> inputs;
    std::map<std::string, StyleText, std::less<>> words;
    std::vector<std::string> without_effect;  ///< settings that no figure hangs on, by their start

    /// The word or phrase in a language; one that nobody gave is itself.
    std::string word(std::string_view id, const std::string& language) const;
    /// The kind of input that a section declares; `echelle`... of the section tell those that share
    /// one apart. The section itself where no line names it.
    std::string kind_of(const std::string& section,
                        const std::map<std::string, std::string>& values) const;
};

/// InputError with file and line when a line is incomplete, a word is none of those allowed, or a
/// rule, a phrase or a measure named elsewhere is missing.
ComparisonRules read_comparison_rules(const std::filesystem::path& reference);

}  // namespace lisiere::io
