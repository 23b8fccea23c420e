// SPDX-License-Identifier: Apache-2.0
#include "engine/census/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace lisiere::census {
namespace {

/// Of a normal error, what holds nine in ten.
constexpr double nine_in_ten = 1.645;

const RoundingRule* rule_for(const IndicatorDefinition& definition,
                             std::span<const RoundingRule> rules) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const RoundingRule& rule) {
        return (rule.kind.empty() || rule.kind == to_text(definition.kind)) &&
               (rule.unit.empty() || rule.unit == definition.unit);
    });
    return found == rules.end() ? nullptr : &*found;
}

Maybe<double> half_width(const IndicatorValue& value, const IndicatorDefinition& definition) {
    const bool adjusted = value.methode == "ratio" || value.methode == "composite";
    if (adjusted && value.erreur_croisee)
        return definition.kind == IndicatorKind::effectif ? *value.erreur_croisee * *value.valeur
                                                          : *value.erreur_croisee;
    if (value.intervalle_bas && value.intervalle_haut)
        return (*value.intervalle_haut - *value.intervalle_bas) / 2;
    if (value.erreur_type) return nine_in_ten * *value.erreur_type;
    return Absence::non_disponible;
}

}  // namespace

std::string reserve_of(const IndicatorValue& value, const IndicatorDefinition& definition,
                       std::span<const Reserve> reserves) {
    const auto found = std::find_if(reserves.begin(), reserves.end(), [&](const Reserve& one) {
        return one.method == value.methode &&
               (one.kind.empty() || one.kind == to_text(definition.kind)) &&
               (one.indicator.empty() || one.indicator == definition.id);
    });
    return !value.valeur || found == reserves.end() ? std::string() : found->text;
}

double written_step(const IndicatorDefinition& definition, std::span<const RoundingRule> rules) {
    const RoundingRule* rule = rule_for(definition, rules);
    return rule == nullptr ? 0 : rule->least;
}

Maybe<double> supported_step(const IndicatorValue& value, const IndicatorDefinition& definition,
                             std::span<const RoundingRule> rules) {
    if (!value.valeur) return value.valeur.absence();
    if (value.methode == "officiel") return Absence::sans_objet;
    const RoundingRule* rule = rule_for(definition, rules);
    if (rule == nullptr) return Absence::non_disponible;
    const Maybe<double> width = half_width(value, definition);
    if (!width) return width;
    if (*width <= rule->least) return rule->least;
    // A power of ten must not be missed by the rounding of its logarithm.
    const double power = std::pow(10.0, std::floor(std::log10(*width) + 1e-9));
    return std::clamp(power, rule->least, rule->most);
}

Maybe<double> rounded(const Maybe<double>& value, double step) {
    if (!value || step <= 0) return value;
    // Multiples of a hundredth are no sums of binary fractions: counted in whole steps per unit.
    const double per_unit = std::round(1 / step);
    if (per_unit >= 1) return std::round(*value * per_unit) / per_unit;
    return std::round(*value / step) * step;
}

}  // namespace lisiere::census
