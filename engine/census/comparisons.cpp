// SPDX-License-Identifier: Apache-2.0
#include "engine/census/comparisons.hpp"

#include <map>
#include <string_view>

namespace lisiere::census {
namespace {

struct Together {
    const IndicatorDefinition* definition = nullptr;
    Maybe<double> sum = 0.0;  // of counts
    std::size_t perimeters = 0;
    double above = 0;  // of estimates
    double below = 0;
    std::size_t counted = 0;
    double weighed = 0;  // people × value
    double people = 0;
    std::size_t valued = 0;

    void add(const IndicatorValue& value, const Maybe<double>& residents) {
        ++perimeters;
        if (sum) sum = value.valeur ? Maybe<double>(*sum + *value.valeur) : value.valeur;
        if (value.numerateur && value.denominateur) {
            above += *value.numerateur;
            below += *value.denominateur;
            ++counted;
        }
        if (value.valeur && residents && *residents > 0) {
            weighed += *residents * *value.valeur;
            people += *residents;
            ++valued;
        }
    }

    void tell(IndicatorValue& value) const {
        value.valeur_qpv = Absence::non_disponible;
        if (definition->kind == IndicatorKind::effectif) {
            value.valeur_qpv = sum;
            if (!sum) return;
            value.methode_qpv = "somme";
            value.quartiers_qpv = perimeters;
        } else if (counted >= valued && below > 0) {
            value.valeur_qpv =
                (definition->kind == IndicatorKind::publie ? definition->offset : 0) +
                definition->factor * above / below;
            value.methode_qpv = "effectifs";
            value.quartiers_qpv = counted;
        } else if (valued > 0) {
            value.valeur_qpv = weighed / people;
            value.methode_qpv = "moyenne";
            value.quartiers_qpv = valued;
        }
    }
};

}  // namespace

Maybe<double> gap(const Maybe<double>& value, const Maybe<double>& beside,
                  const IndicatorDefinition& definition) {
    if (definition.kind == IndicatorKind::effectif) return Absence::sans_objet;
    if (!value || !beside) return value ? beside.absence() : value.absence();
    return *value - *beside;
}

void add_priority_values(std::vector<IndicatorValue>& values,
                         std::span<const IndicatorDefinition> definitions,
                         const std::vector<bool>& priority, std::span<const Maybe<double>> people) {
    std::map<std::string_view, Together> all;
    for (const IndicatorValue& value : values) {
        if (value.perimeter >= priority.size() || !priority[value.perimeter]) continue;
        const IndicatorDefinition& definition = definitions[value.definition];
        Together& together = all[definition.id];
        if (together.definition == nullptr) together.definition = &definition;
        together.add(value,
                     value.perimeter < people.size() ? people[value.perimeter] : Maybe<double>());
    }
    for (IndicatorValue& value : values) {
        const IndicatorDefinition& definition = definitions[value.definition];
        const auto found = all.find(definition.id);
        if (found == all.end())
            value.valeur_qpv = Absence::sans_objet;
        else
            found->second.tell(value);
        value.ecart_qpv = gap(value.valeur, value.valeur_qpv, definition);
    }
}

}  // namespace lisiere::census
