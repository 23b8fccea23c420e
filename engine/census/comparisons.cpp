// SPDX-License-Identifier: Apache-2.0
#include "engine/census/comparisons.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace lisiere::census {
namespace {

/// Σ weight × value / Σ weight of what is added, within its range whatever the rounding.
class Mean {
  public:
    void add(double value, const Maybe<double>& weight) {
        if (!weight || *weight <= 0) {
            whole_ = false;
            return;
        }
        low_ = count_ == 0 ? value : std::min(low_, value);
        high_ = count_ == 0 ? value : std::max(high_, value);
        weighed_ += *weight * value;
        weights_ += *weight;
        ++count_;
    }
    bool whole() const { return whole_ && count_ > 0; }  ///< of all that was added
    std::size_t count() const { return count_; }
    double value() const { return std::clamp(weighed_ / weights_, low_, high_); }

  private:
    bool whole_ = true;
    double weighed_ = 0;
    double weights_ = 0;
    double low_ = 0;
    double high_ = 0;
    std::size_t count_ = 0;
};

struct Together {
    const IndicatorDefinition* definition = nullptr;
    Maybe<double> sum = 0.0;  // of counts
    std::size_t perimeters = 0;
    Mean by_denominator;
    Mean by_residents;
    std::set<int> vintages;  // 0, not known, is no year

    void add(const IndicatorValue& value, const Maybe<double>& residents) {
        ++perimeters;
        if (sum) sum = value.valeur ? Maybe<double>(*sum + *value.valeur) : value.valeur;
        if (!value.valeur) return;
        if (value.vintage > 0) vintages.insert(value.vintage);
        by_denominator.add(*value.valeur, value.weight);
        by_residents.add(*value.valeur, residents);
    }

    void tell(IndicatorValue& value) const {
        value.valeur_qpv = Absence::non_disponible;
        value.vintages_qpv.assign(vintages.begin(), vintages.end());
        const bool count = definition->kind == IndicatorKind::effectif;
        if (count && !sum) value.valeur_qpv = sum;
        if (vintages.size() > 1 || (count && !sum)) return;
        if (count) {
            value.valeur_qpv = sum;
            value.methode_qpv = "somme";
            value.quartiers_qpv = perimeters;
            return;
        }
        const Mean& mean = by_denominator.whole() ? by_denominator : by_residents;
        if (mean.count() == 0) return;
        value.valeur_qpv = mean.value();
        value.methode_qpv = by_denominator.whole() && definition->kind == IndicatorKind::part
                                ? "effectifs"
                                : "moyenne";
        value.quartiers_qpv = mean.count();
    }
};

}  // namespace

bool years_differ(int vintage, int other) {
    return vintage > 0 && other > 0 && vintage != other;
}

Maybe<double> gap(const Maybe<double>& value, int vintage, const Maybe<double>& beside,
                  int vintage_beside, const IndicatorDefinition& definition) {
    if (definition.kind == IndicatorKind::effectif) return Absence::sans_objet;
    if (!value || !beside) return value ? beside.absence() : value.absence();
    if (years_differ(vintage, vintage_beside)) return Absence::non_disponible;
    return *value - *beside;
}

bool decomposes(const IndicatorDefinition& definition) {
    return definition.kind != IndicatorKind::publie || definition.unit == "%";
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
        const int vintage = value.vintages_qpv.empty() ? 0 : value.vintages_qpv.front();
        value.ecart_qpv = gap(value.valeur, value.vintage, value.valeur_qpv, vintage, definition);
    }
}

}  // namespace lisiere::census
