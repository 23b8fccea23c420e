// SPDX-License-Identifier: Apache-2.0
#include "engine/census/settled_rules.hpp"

#include <set>
#include <utility>

#include "engine/census/formula.hpp"

namespace lisiere::census {

SettledRules::SettledRules(std::span<const IndicatorDefinition> definitions,
                           const IndicatorInputs& inputs, const Figures& figures,
                           const Ground& ground)
    : definitions_(definitions),
      inputs_(inputs),
      figures_(figures),
      ground_(ground),
      units_known_(inputs.secrecy.size()) {
    for (std::size_t r = 0; r < inputs.secrecy.size(); ++r)
        withheld_.push_back(withheld_places(inputs.secrecy[r], units(r), ground.places(),
                                            ground.settled(r, std::nullopt)));
    for (std::size_t r = 0; r < inputs.secrecy.size(); ++r)
        if (inputs.secrecy[r].least_counted > 0) settle_counts(r);
}

const Withheld* SettledRules::counts(std::size_t definition) const {
    const auto found = counts_.find(definition);
    return found == counts_.end() ? nullptr : &found->second;
}

Behind SettledRules::units(std::size_t rule) {
    const PlacePieces& pieces = ground_.places().pieces;
    Behind behind;
    behind.units.perimeters.resize(pieces.perimeters.size());
    behind.units.references.resize(pieces.references.size());
    for (const SecrecyRule::Count& count : inputs_.secrecy[rule].counts) {
        const Figure* newest = nullptr;
        for (const Figure& figure : figures_.items)
            if (!figure.rate && names(count.variable, figure.variable) &&
                (!ground_.layer() || figure.layer == *ground_.layer()) &&
                (newest == nullptr || figure.variable.vintage > newest->variable.vintage))
                newest = &figure;
        if (newest == nullptr) continue;
        behind.minimum = count.minimum;
        behind.units = ground_.counts({{count.variable, 1}}, {newest});
        units_known_[rule] = true;
        break;
    }
    return behind;
}

std::optional<Formula> SettledRules::formula(std::size_t definition) const {
    return formula_of(definitions_[definition], definition, figures_, ground_.layer());
}

/// The rule on counts themselves: classes that make up a total together, the others each by itself.
void SettledRules::settle_counts(std::size_t r) {
    const SecrecyRule& rule = inputs_.secrecy[r];
    std::map<std::size_t, Formula> formulas;
    for (std::size_t d = 0; d < definitions_.size(); ++d)
        if (definitions_[d].secrecy == rule.id && definitions_[d].kind != IndicatorKind::publie)
            if (auto found = formula(d)) formulas.emplace(d, std::move(*found));
    const PlacePieces& pieces = ground_.places().pieces;
    const PlaceCounts missing{std::vector<Maybe<double>>(pieces.perimeters.size()),
                              std::vector<Maybe<double>>(pieces.references.size())};
    const auto settle = [&](const std::vector<std::vector<std::size_t>>& classes,
                            const PlaceCounts* total) {
        std::vector<PlaceCounts> counted;
        std::vector<std::vector<bool>> settled;
        for (const std::vector<std::size_t>& same : classes) {
            const auto known =
                ground_.settled(r, same.empty() ? std::nullopt : std::optional(same.front()));
            if (known != nullptr) settled.push_back(*known);
            if (same.empty()) {
                counted.push_back(missing);
                continue;
            }
            counted.push_back(ground_.counts(definitions_[same.front()].numerator,
                                             formulas.at(same.front()).numerator));
        }
        const auto withheld =
            withheld_classes(rule, counted, total, withheld_[r], ground_.places(), settled);
        for (std::size_t c = 0; c < classes.size(); ++c)
            for (const std::size_t d : classes[c]) counts_[d] = withheld[c];
    };
    std::set<std::size_t> done;
    for (const Identity& identity : inputs_.identities) {
        const Figure* whole = nullptr;
        std::vector<std::vector<std::size_t>> classes;
        bool any = false;
        for (const std::string& part : identity.parts) {
            classes.emplace_back();
            for (const auto& [d, one] : formulas) {
                const std::vector<Term>& numerator = definitions_[d].numerator;
                if (numerator.size() != 1 || numerator.front().variable != part ||
                    !done.insert(d).second)
                    continue;
                classes.back().push_back(d);
                any = true;
                whole = figures_.find(identity.total, false, one.leading().variable.vintage,
                                      one.leading().layer);
            }
        }
        if (!any) continue;
        if (whole == nullptr || (ground_.layer() && whole->layer != *ground_.layer())) {
            settle(classes, nullptr);
        } else {
            const PlaceCounts total = ground_.counts({{identity.total, 1}}, {whole});
            settle(classes, &total);
        }
    }
    for (const auto& [d, one] : formulas)
        if (!done.contains(d)) settle({{d}}, nullptr);
}

std::optional<std::size_t> rule_of(const IndicatorDefinition& definition,
                                   std::span<const SecrecyRule> rules) {
    for (std::size_t r = 0; !definition.secrecy.empty() && r < rules.size(); ++r)
        if (rules[r].id == definition.secrecy) return r;
    return std::nullopt;
}

}  // namespace lisiere::census
