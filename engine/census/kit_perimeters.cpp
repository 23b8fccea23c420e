// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "engine/census/comparisons.hpp"
#include "engine/census/composite.hpp"
#include "engine/census/covered_ground.hpp"
#include "engine/census/kit.hpp"

namespace lisiere::census {
namespace {

Maybe<double> relative_gap(const Maybe<double>& estimate, const Maybe<double>& official) {
    if (!estimate || !official) return estimate ? official.absence() : estimate.absence();
    if (*official == 0) return Absence::sans_objet;
    return (*estimate - *official) / *official;
}

void withhold(Answer& answer, Absence reason = Absence::secret) {
    answer.value = answer.error = answer.above = answer.below = reason;
}

/// Of the official perimeter, by sources that cover this share of what the run has of it.
double part(const Kit& kit, std::size_t p, double couverture) {
    return without_slivers(couverture * (kit.inputs.kept.empty() ? 1 : kit.inputs.kept[p]));
}

/// The first formula with a value there, else the first; null when there is none.
const Formula* formula_for(std::size_t p, const std::vector<Formula>& formulas) {
    for (const Formula& formula : formulas)
        if (formula.at_perimeter(p).value) return &formula;
    return formulas.empty() ? nullptr : &formulas.front();
}

/// Where the value of a perimeter is looked for: one indicator's formulas in order of preference.
struct Question {
    std::size_t perimeter = 0;
    std::size_t first = 0;  ///< position of the first definition of the indicator's id
    const std::vector<Formula>& formulas;
    const Formula* used = nullptr;    ///< null: there is none
    bool producer_withholds = false;  ///< then no estimate tells it either
};

/// The formula used comes first, with its own method first; a method that several formulas know
/// counts for the first of them.
std::vector<MethodEstimate> by_every_method(const Kit& kit, const Question& of) {
    const std::size_t p = of.perimeter;
    std::vector<MethodEstimate> all;
    const auto add = [&](const Formula& formula) {
        const IndicatorDefinition& definition = kit.definitions[formula.definition];
        const int vintage = formula.leading().variable.vintage;
        auto published =
            kit.official.find(kit.inputs.codes[p], definition.official, definition.factor, vintage);
        if (published) published->value = possible(published->value, definition);
        const bool secret = of.producer_withholds || kit.withholding.at_perimeter(formula, p);
        for (const Formula::Way& way : formula.ways) {
            if (way.method.empty()) continue;  // a table of references only
            const bool known = std::any_of(
                all.begin(), all.end(),
                [&](const MethodEstimate& other) { return other.methode == way.method; });
            if (known) continue;
            Answer answer = way.perimeters[p];
            if (secret && answer.value) withhold(answer);
            MethodEstimate estimate;
            estimate.methode = way.method;
            estimate.valeur = answer.value;
            estimate.erreur_type = answer.error;
            estimate.couverture = answer.couverture;
            estimate.qualite = answer.value ? answer.qualite : '\0';
            estimate.approchee = answer.approchee;
            estimate.vintage = vintage;
            if (published && part(kit, p, answer.couverture) >= 1)
                estimate.valeur_officielle = published->value;
            if (estimate.valeur_officielle) estimate.vintage_officiel = published->vintage;
            estimate.ecart_relatif = relative_gap(answer.value, estimate.valeur_officielle);
            all.push_back(std::move(estimate));
        }
    };
    if (of.used != nullptr) add(*of.used);
    for (const Formula& formula : of.formulas)
        if (&formula != of.used) add(formula);
    return all;
}

/// What the formula used estimates, unless a rule or the producer withholds it, or nobody has drawn
/// the perimeter.
Answer estimate_of(const Kit& kit, const Question& of) {
    Answer estimate;
    if (of.used != nullptr) {
        estimate = of.used->at_perimeter(of.perimeter);
        if (estimate.value && kit.withholding.at_perimeter(*of.used, of.perimeter))
            withhold(estimate);
    }
    if (kit.inputs.perimeters[of.perimeter].empty()) withhold(estimate, Absence::hors_couverture);
    if (of.producer_withholds) withhold(estimate);
    return estimate;
}

/// The official value is the one that is shown.
void show_official(IndicatorValue& result, const Published& published) {
    result.valeur = result.valeur_officielle;
    result.methode = "officiel";
    result.couverture = result.part_couverte = 1;
    result.vintage = published.vintage;
    result.source = published.source;
    result.weight = published.below;
    result.ecart_relatif =
        years_differ(result.vintage, result.vintage_estimee) || result.part_estimee < 1
            ? Maybe<double>()
            : relative_gap(result.valeur_estimee, result.valeur_officielle);
}

/// The estimate is the one that is shown. `used`: null without a formula.
void show_estimate(IndicatorValue& result, const Answer& estimate, const Formula* used) {
    result.valeur = result.valeur_estimee;
    if (used != nullptr) {
        result.couverture = estimate.couverture;
        result.part_couverte = result.part_estimee;
        result.vintage = used->leading().variable.vintage;
        result.source = used->leading().variable.source;
    }
    if (result.valeur) {
        result.methode = used->leading().method();
        result.qualite = estimate.qualite;
        result.approchee = estimate.approchee;
        result.weight = estimate.below;
    }
}

/// Without its comparisons.
IndicatorValue value_of(const Kit& kit, Question of) {
    IndicatorValue result;
    result.perimeter = of.perimeter;
    result.definition = of.used != nullptr ? of.used->definition : of.first;
    const IndicatorDefinition& definition = kit.definitions[result.definition];
    const auto published =
        kit.official.find(kit.inputs.codes[of.perimeter], definition.official, definition.factor);
    if (published) {
        result.valeur_officielle = possible(published->value, definition);
        result.impossible = published->value && !result.valeur_officielle;
    }
    of.producer_withholds =
        published && !published->value && published->value.absence() == Absence::secret;
    const Answer estimate = estimate_of(kit, of);
    result.valeur_estimee = estimate.value;
    result.erreur_type = estimate.error;
    result.numerateur = estimate.above;
    result.denominateur = estimate.below;
    result.part_estimee = part(kit, of.perimeter, estimate.couverture);
    if (of.used != nullptr) {
        result.vintage_estimee = of.used->leading().variable.vintage;
        result.weighed_by = of.used->leading().people_name;
    }
    if (!kit.inputs.perimeters[of.perimeter].empty()) result.estimations = by_every_method(kit, of);
    if (result.valeur_officielle)
        show_official(result, *published);
    else
        show_estimate(result, estimate, of.used);
    result.impossible = result.impossible || estimate.impossible;
    result.few =
        result.valeur && kit.few(definition, result.weight ? result.weight : estimate.below);
    return result;
}

/// The formulas of an indicator whose counts are at hand, with their estimates.
std::vector<Formula> formulas_of(const Kit& kit, const std::string& id) {
    std::vector<Formula> formulas;
    for (std::size_t d = 0; d < kit.definitions.size(); ++d) {
        if (kit.definitions[d].id != id) continue;
        if (auto formula = formula_of(kit.definitions[d], d, kit.figures)) {
            formula->estimate(kit.figures);
            formulas.push_back(std::move(*formula));
        }
    }
    return formulas;
}

}  // namespace

std::vector<IndicatorValue> perimeter_values(const Kit& kit) {
    const std::vector<std::size_t> first = kit.first_of_each_id();
    std::vector<std::vector<Formula>> formulas;
    for (const std::size_t d : first) formulas.push_back(formulas_of(kit, kit.definitions[d].id));
    std::vector<IndicatorValue> all;
    std::vector<const Formula*> used;
    all.reserve(kit.inputs.perimeters.size() * first.size());
    for (std::size_t p = 0; p < kit.inputs.perimeters.size(); ++p)
        for (std::size_t i = 0; i < first.size(); ++i) {
            used.push_back(formula_for(p, formulas[i]));
            all.push_back(value_of(kit, {p, first[i], formulas[i], used.back()}));
        }
    adjust_estimates(all, kit.definitions, kit.inputs.alike, kit.inputs.adjustments);
    const TerritoryComparisons comparisons(kit);
    for (std::size_t row = 0; row < all.size(); ++row) comparisons.compare(all[row], used[row]);
    return all;
}

}  // namespace lisiere::census
