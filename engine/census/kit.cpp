// SPDX-License-Identifier: Apache-2.0
#include "engine/census/kit.hpp"

#include <algorithm>

namespace lisiere::census {

Kit::Kit(std::span<const IndicatorDefinition> its_definitions, const IndicatorInputs& its_inputs,
         Overlays& overlays, const ApportionSettings& settings, bool with_zones,
         const std::function<void(double)>& progress)
    : definitions(its_definitions),
      inputs(its_inputs),
      places(references(inputs, overlays, with_zones)),
      figures(census::figures(definitions, inputs, places, settings, overlays, progress)),
      withholding(definitions, inputs, places, figures),
      completeness(inputs, places, figures, overlays, settings),
      official(inputs.official),
      local(inputs.local) {}

std::vector<std::size_t> Kit::first_of_each_id() const {
    std::vector<std::size_t> first;
    for (std::size_t d = 0; d < definitions.size(); ++d)
        if (std::none_of(first.begin(), first.end(), [&](std::size_t other) {
                return definitions[other].id == definitions[d].id;
            }))
            first.push_back(d);
    return first;
}

Maybe<double> Kit::beside(const Formula& formula, std::size_t reference) const {
    if (reference == References::none) return Absence::non_disponible;
    if (withholding.at_reference(formula, reference)) return Absence::secret;
    return formula.at_reference(reference).value;
}

bool Kit::few(const IndicatorDefinition& definition, const Maybe<double>& units) const {
    if (definition.kind == IndicatorKind::effectif || !units) return false;
    const std::string& variable =
        definition.denominator.empty() ? std::string() : definition.denominator.front().variable;
    const std::string prefix =
        variable.size() > 2 && variable[1] == ':' ? variable.substr(0, 1) : std::string();
    return std::any_of(inputs.few.begin(), inputs.few.end(), [&](const FewUnits& rule) {
        return rule.prefix == prefix && *units < rule.minimum;
    });
}

}  // namespace lisiere::census
