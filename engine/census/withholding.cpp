// SPDX-License-Identifier: Apache-2.0
#include "engine/census/withholding.hpp"

#include <set>
#include <utility>

namespace lisiere::census {
namespace {

/// How perimeters and references make up one another.
Places places_of(const IndicatorInputs& inputs, const References& references) {
    std::vector<std::vector<std::uint32_t>> communes_of;
    std::vector<double> shown(references.communes.size(), 0);
    for (std::size_t p = 0; p < inputs.perimeters.size(); ++p) {
        const std::size_t own = references.commune_of[p];
        communes_of.push_back(own == References::none ? std::vector<std::uint32_t>{}
                                                      : references.communes[own]);
        std::set<std::size_t> beside{references.zone};
        for (const std::size_t r : {own, references.epci_of[p]})
            if (r != References::none) beside.insert(r);
        for (const std::size_t r : beside) shown[r] += 1;
    }
    return {place_pieces(inputs.perimeters, inputs.communes, communes_of, references.communes),
            std::move(shown)};
}

}  // namespace

Withholding::Withholding(std::span<const IndicatorDefinition> definitions,
                         const IndicatorInputs& inputs, const References& references,
                         const Figures& figures)
    : definitions_(definitions), inputs_(inputs), references_(references), figures_(figures) {
    if (inputs.secrecy.empty()) return;
    const Places places = places_of(inputs, references_);
    for (const SecrecyRule& rule : inputs.secrecy)
        withheld_.push_back(withheld_places(rule, households(rule), places));
    for (std::size_t r = 0; r < inputs.secrecy.size(); ++r)
        if (inputs.secrecy[r].least_counted > 0) withhold_small_counts(r, places);
}

Behind Withholding::households(const SecrecyRule& rule) const {
    Behind behind;
    behind.units.perimeters.resize(inputs_.perimeters.size());
    behind.units.references.resize(references_.communes.size());
    for (const SecrecyRule::Count& count : rule.counts) {
        const Figure* newest = nullptr;
        for (const Figure& figure : figures_.items)
            if (!figure.rate && names(count.variable, figure.variable) &&
                (newest == nullptr || figure.variable.vintage > newest->variable.vintage))
                newest = &figure;
        if (newest == nullptr) continue;
        behind.minimum = count.minimum;
        behind.units = counts({{count.variable, 1}}, {newest});
        break;
    }
    return behind;
}

/// Σ of terms in every place.
PlaceCounts Withholding::counts(const std::vector<Term>& terms,
                                const std::vector<const Figure*>& figures) const {
    const auto sum = [&](const auto& estimate) {
        Maybe<double> total = 0.0;
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const Maybe<double>& value = estimate(*figures[i]).value;
            if (!value) return value;
            total = *total + terms[i].coefficient * *value;
        }
        return total;
    };
    PlaceCounts all;
    for (std::size_t p = 0; p < inputs_.perimeters.size(); ++p)
        all.perimeters.push_back(
            sum([p](const Figure& figure) -> const Estimate& { return figure.perimeters()[p]; }));
    for (std::size_t r = 0; r < references_.communes.size(); ++r)
        all.references.push_back(
            sum([r](const Figure& figure) -> const Estimate& { return figure.references[r]; }));
    return all;
}

/// The rule on counts themselves: classes that make up a total together, the others each by itself.
void Withholding::withhold_small_counts(std::size_t r, const Places& places) {
    const SecrecyRule& rule = inputs_.secrecy[r];
    std::map<std::size_t, Formula> formulas;
    for (std::size_t d = 0; d < definitions_.size(); ++d)
        if (definitions_[d].secrecy == rule.id && definitions_[d].kind != IndicatorKind::publie)
            if (auto formula = formula_of(definitions_[d], d, figures_))
                formulas.emplace(d, std::move(*formula));
    const PlaceCounts missing{std::vector<Maybe<double>>(inputs_.perimeters.size()),
                              std::vector<Maybe<double>>(references_.communes.size())};
    const auto settle = [&](const std::vector<std::vector<std::size_t>>& classes,
                            const PlaceCounts* total) {
        std::vector<PlaceCounts> counted;
        for (const std::vector<std::size_t>& same : classes) {
            if (same.empty()) {
                counted.push_back(missing);
                continue;
            }
            const Formula& formula = formulas.at(same.front());
            counted.push_back(counts(definitions_[same.front()].numerator, formula.numerator));
        }
        const auto withheld = withheld_classes(rule, counted, total, withheld_[r], places);
        for (std::size_t c = 0; c < classes.size(); ++c)
            for (const std::size_t d : classes[c]) small_counts_[d] = withheld[c];
    };
    std::set<std::size_t> settled;
    for (const Identity& identity : inputs_.identities) {
        const Figure* whole = nullptr;
        std::vector<std::vector<std::size_t>> classes;
        bool any = false;
        for (const std::string& part : identity.parts) {
            classes.emplace_back();
            for (const auto& [d, formula] : formulas) {
                const std::vector<Term>& numerator = definitions_[d].numerator;
                if (numerator.size() != 1 || numerator.front().variable != part ||
                    !settled.insert(d).second)
                    continue;
                classes.back().push_back(d);
                any = true;
                const Figure& one = formula.leading();
                whole = figures_.find(identity.total, false, one.variable.vintage, one.layer);
            }
        }
        if (!any) continue;
        if (whole == nullptr) {
            settle(classes, nullptr);
        } else {
            const PlaceCounts total = counts({{identity.total, 1}}, {whole});
            settle(classes, &total);
        }
    }
    for (const auto& [d, formula] : formulas)
        if (!settled.contains(d)) settle({{d}}, nullptr);
}

bool Withholding::at_perimeter(const Formula& formula, std::size_t p) const {
    const auto rule = rule_of(formula);
    if (!rule) return false;
    if (withheld_[*rule].perimeters[p] ||
        mostly_imputed(formula, p, inputs_.secrecy[*rule].most_imputed))
        return true;
    const auto small = small_counts_.find(formula.definition);
    return small != small_counts_.end() && small->second.perimeters[p];
}

bool Withholding::at_reference(const Formula& formula, std::size_t r) const {
    const auto rule = rule_of(formula);
    if (rule && withheld_[*rule].references[r]) return true;
    const auto small = small_counts_.find(formula.definition);
    return small != small_counts_.end() && small->second.references[r];
}

std::optional<std::size_t> Withholding::rule_of(const Formula& formula) const {
    const std::string& id = definitions_[formula.definition].secrecy;
    for (std::size_t r = 0; !id.empty() && r < inputs_.secrecy.size(); ++r)
        if (inputs_.secrecy[r].id == id) return r;
    return std::nullopt;
}

bool Withholding::mostly_imputed(const Formula& formula, std::size_t p, double most) const {
    const std::size_t layer = formula.leading().layer;
    if (layer != inputs_.tables.size()) return false;  // not the counts of cells
    const Figure* imputed = figures_.find(imputed_people, false, std::nullopt, layer);
    const Figure* people = figures_.find("IND", false, std::nullopt, layer);
    if (imputed == nullptr || people == nullptr) return false;
    return imputed->perimeters()[p].value.value_or(0) >
           most * people->perimeters()[p].value.value_or(0);
}

}  // namespace lisiere::census
