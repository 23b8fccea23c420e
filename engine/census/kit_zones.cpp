// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "engine/census/kit.hpp"

namespace lisiere::census {
namespace {

/// By the first formula of the id that gives some place a value.
template <class FormulaOf, class ValuesBy>
std::optional<ZoneIndicator> by_first_formula(const Kit& kit, std::size_t first,
                                              const FormulaOf& formula_for,
                                              const ValuesBy& values_by) {
    for (std::size_t d = first; d < kit.definitions.size(); ++d) {
        if (kit.definitions[d].id != kit.definitions[first].id) continue;
        const std::optional<Formula> formula = formula_for(d);
        if (!formula) continue;
        ZoneIndicator one;
        one.definition = d;
        one.vintage = formula->leading().variable.vintage;
        one.source = formula->leading().variable.source;
        values_by(*formula, one);
        if (std::any_of(one.values.begin(), one.values.end(),
                        [](const Maybe<double>& value) { return value.has_value(); }))
            return one;
    }
    return std::nullopt;
}

std::vector<ZoneIndicator> of_areas(const Kit& kit, std::size_t layer) {
    std::vector<ZoneIndicator> all;
    if (kit.figures.layers[layer].by_method.empty()) return all;
    const std::size_t areas = kit.inputs.tables[layer].areas.size();
    const AreaWithholding withholding(kit.definitions, kit.inputs, kit.figures, layer,
                                      kit.withholding);
    const auto of_layer = [&](std::size_t d) {
        return formula_of(kit.definitions[d], d, kit.figures, layer);
    };
    const auto values = [&](const Formula& formula, ZoneIndicator& one) {
        for (std::size_t a = 0; a < areas; ++a) {
            const Answer own = formula.at_area(a);
            Maybe<double> value = own.value;
            if (value && withholding.at_area(formula, a)) value = Absence::secret;
            one.values.push_back(value);
            one.few.push_back(value && kit.few(kit.definitions[one.definition], own.below));
        }
    };
    for (const std::size_t first : kit.first_of_each_id())
        if (auto told = by_first_formula(kit, first, of_layer, values))
            all.push_back(std::move(*told));
    return all;
}

std::optional<ZoneIndicator> of_communes(const Kit& kit, std::size_t first) {
    const auto any_layer = [&](std::size_t d) {
        return formula_of(kit.definitions[d], d, kit.figures);
    };
    const auto values = [&](const Formula& formula, ZoneIndicator& one) {
        for (const auto* terms : {&formula.numerator, &formula.denominator})
            for (const Figure* figure : *terms)
                one.official = one.official && figure->layer != kit.inputs.tables.size();
        for (std::uint32_t c = 0; c < kit.places.of_commune.size(); ++c) {
            const std::size_t r = kit.places.of_commune[c];
            Maybe<double> value = kit.beside(formula, r);
            if (!kit.completeness.whole(kit.completeness.of_commune(formula, c)))
                value = Absence::hors_couverture;
            one.official = one.official && !(value && formula.at_reference(r).approchee);
            one.values.push_back(value);
            one.few.push_back(
                value && kit.few(kit.definitions[one.definition], formula.at_reference(r).below));
        }
    };
    return by_first_formula(kit, first, any_layer, values);
}

}  // namespace

ZoneValues zone_values(const Kit& kit) {
    ZoneValues result;
    for (std::size_t layer = 0; layer < kit.inputs.tables.size(); ++layer)
        result.areas.push_back(of_areas(kit, layer));
    for (const std::size_t first : kit.first_of_each_id())
        if (auto told = of_communes(kit, first)) result.communes.push_back(std::move(*told));
    return result;
}

}  // namespace lisiere::census
