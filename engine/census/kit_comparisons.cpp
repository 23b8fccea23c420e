// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "engine/census/comparisons.hpp"
#include "engine/census/kit.hpp"

namespace lisiere::census {

/// Official values may be of another year than the newest counts: comparisons of their own year
/// where the counts of it are at hand. A rule that bears on counts was settled for the newest.
TerritoryComparisons::TerritoryComparisons(const Kit& kit) : kit_(kit) {
    std::set<int> years;
    for (const OfficialValue& value : kit_.inputs.official) years.insert(value.vintage);
    for (std::size_t d = 0; d < kit_.definitions.size(); ++d) {
        const IndicatorDefinition& definition = kit_.definitions[d];
        if (!definition.secrecy.empty() && definition.kind != IndicatorKind::publie) continue;
        if (definition.official.empty()) continue;
        for (const int year : years)
            if (auto formula = formula_of(definition, d, kit_.figures, std::nullopt, year))
                of_year_.emplace(std::pair(definition.id, year), std::move(*formula));
    }
}

ComparedPlace TerritoryComparisons::commune_of(std::size_t p) const {
    ComparedPlace own{kit_.places.commune_of[p], {}, 0, true, 1};
    if (own.reference == References::none) return own;
    for (const std::uint32_t commune : kit_.places.communes[own.reference])
        own.codes.push_back(kit_.inputs.commune_codes[commune]);
    return own;
}

ComparedPlace TerritoryComparisons::epci_of(std::size_t p) const {
    ComparedPlace own{kit_.places.epci_of[p], {}, 0, false, 1};
    if (own.reference == References::none) return own;
    own.codes = {kit_.inputs.commune_epci[kit_.places.communes[own.reference].front()]};
    const auto known = kit_.inputs.epci_communes.find(own.codes.front());
    own.composed = known != kit_.inputs.epci_communes.end();
    if (own.composed) own.communes = known->second;
    return own;
}

ComparedPlace TerritoryComparisons::sector_of(std::size_t p) const {
    ComparedPlace own{kit_.places.sector_of[p], {}, 0, true, 1};
    if (own.reference == References::none) return own;
    for (const std::uint32_t commune : kit_.places.communes[own.reference])
        own.codes.push_back(kit_.inputs.commune_codes[commune]);
    const auto held = kit_.inputs.sector_covered.find(kit_.inputs.perimeter_sector[p]);
    if (held != kit_.inputs.sector_covered.end()) own.held = held->second;
    return own;
}

/// The formula's value for a whole territory; missing where a part of it is not at hand.
Comparison TerritoryComparisons::recomputed(const Formula& used,
                                            const IndicatorDefinition& definition,
                                            const ComparedPlace& with) const {
    Comparison result;
    const auto& group = kit_.places.communes[with.reference];
    const bool whole = kit_.completeness.whole(with.held) &&
                       kit_.completeness.whole_group(used, group, with.communes);
    if (!whole)
        result.couverture = kit_.completeness.of_group(used, group, with.communes) * with.held;
    else if (with.composed)
        result.couverture = 1;
    result.value = kit_.beside(used, with.reference);
    if (result.value && !whole) result.value = Absence::hors_couverture;
    result.rest =
        whole ? rest_of(used, definition, with.reference) : Maybe<double>(Absence::hors_couverture);
    result.vintage = used.leading().variable.vintage;
    result.source = used.leading().variable.source;
    return result;
}

/// The same, else the figure published for it locally.
Comparison TerritoryComparisons::compared(const Formula* used,
                                          const IndicatorDefinition& definition,
                                          const ComparedPlace& with) const {
    if (with.reference == References::none) return {};
    Comparison result = used != nullptr ? recomputed(*used, definition, with) : Comparison{};
    if (!result.value && result.value.absence() != Absence::secret && !with.codes.empty()) {
        const auto local = kit_.local.together(with.codes, definition.id,
                                               definition.kind == IndicatorKind::effectif);
        if (local && local->value) {
            result = {};
            result.value = local->value;
            result.vintage = local->vintage;
            result.source = local->source;
            result.couverture = 1;  // published for the whole
        }
    }
    if (result.value) return result;
    result.vintage = 0;
    result.source.clear();
    return result;
}

Maybe<double> TerritoryComparisons::rest_of(const Formula& used,
                                            const IndicatorDefinition& definition,
                                            std::size_t reference) const {
    const std::size_t rest = kit_.places.rest_of[reference];
    if (!decomposes(definition) || rest == References::none) return Absence::sans_objet;
    return kit_.beside(used, rest);
}

void TerritoryComparisons::compare(IndicatorValue& result, const Formula* used) const {
    const std::size_t p = result.perimeter;
    const IndicatorDefinition& definition = kit_.definitions[result.definition];
    if (years_differ(result.vintage, result.vintage_estimee))
        if (const auto same = of_year_.find({definition.id, result.vintage});
            same != of_year_.end())
            used = &same->second;
    const std::pair<Comparison*, ComparedPlace> all[] = {
        {&result.commune, commune_of(p)},
        {&result.epci, epci_of(p)},
        {&result.secteur, sector_of(p)},
        {&result.zone, {kit_.places.zone, {}, 0, true, 1}}};
    if (!all[1].second.codes.empty()) result.epci_code = all[1].second.codes.front();
    for (const auto& [into, with] : all) {
        *into = compared(used, definition, with);
        const auto gap_to = [&](const Maybe<double>& beside) {
            return gap(result.valeur, result.vintage, beside, into->vintage, definition);
        };
        into->gap = gap_to(into->value);
        into->rest_gap = gap_to(into->rest);
    }
}

}  // namespace lisiere::census
