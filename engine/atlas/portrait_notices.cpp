// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/portrait_notices.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/atlas/residents.hpp"
#include "engine/census/comparisons.hpp"

namespace lisiere {
namespace {

/// Perimeters that no area of a census layer touches: everything that it feeds is missing there.
void note_outside_sources(const census::IndicatorInputs& inputs, census::Overlays& overlays,
                          Notices& notices) {
    for (const census::AreaTable& table : inputs.tables) {
        if (table.references_only) continue;
        std::vector<geo::MultiPolygon> shapes;
        for (const census::Area& area : table.areas) shapes.push_back(area.shape);
        const census::Weights shared = overlays.area(shapes, inputs.perimeters);
        for (std::size_t p = 0; p < inputs.perimeters.size(); ++p)
            if (shared.row(p).empty())
                notices.add(Severity::avertissement, "perimetre_hors_sources", table.source,
                            inputs.codes[p]);
    }
}

/// Figures of two years make no gap: each indicator once for its two years, with what it would have
/// been compared to.
void note_gaps_between_years(const std::vector<census::IndicatorValue>& values,
                             const std::vector<census::IndicatorDefinition>& definitions,
                             Notices& notices) {
    struct Gap {
        std::size_t definition;
        int year;
        int other;
        std::vector<std::string> with;
    };
    std::vector<Gap> told;
    const auto note = [&](const census::IndicatorValue& value, int year, int other,
                          const std::string& what) {
        if (!census::years_differ(year, other)) return;
        auto found = std::find_if(told.begin(), told.end(), [&](const Gap& gap) {
            return gap.definition == value.definition && gap.year == year && gap.other == other;
        });
        if (found == told.end())
            found = told.insert(told.end(), {value.definition, year, other, {}});
        auto& list = found->with;
        if (std::find(list.begin(), list.end(), what) == list.end()) list.push_back(what);
    };
    for (const census::IndicatorValue& value : values) {
        if (!value.valeur || definitions[value.definition].kind == census::IndicatorKind::effectif)
            continue;
        const std::pair<const census::Comparison*, const char*> all[] = {
            {&value.commune, "commune"},
            {&value.epci, "epci"},
            {&value.secteur, "secteur"},
            {&value.zone, "zone"}};
        for (const auto& [with, what] : all)
            if (with->value) note(value, value.vintage, with->vintage, what);
        if (value.vintages_qpv.size() > 1)
            note(value, value.vintages_qpv.front(), value.vintages_qpv.back(), "quartiers");
    }
    for (const Gap& gap : told)
        notices.add(Severity::avertissement, "ecart_entre_millesimes", "indicateurs",
                    {{"indicateur", definitions[gap.definition].id},
                     {"annee", gap.year},
                     {"autre", gap.other},
                     {"avec", gap.with.front()},
                     {"de_plus", gap.with.size() - 1}});
}

/// The EPCI that perimeters are compared with, of which communes are missing or might be.
void note_epci(const census::IndicatorInputs& inputs,
               const std::vector<census::IndicatorValue>& values, Notices& notices) {
    std::map<std::string, std::size_t> at_hand;
    for (const std::string& epci : inputs.commune_epci)
        if (!epci.empty()) ++at_hand[epci];
    // Counts of communes whose contours nobody supplied are a hint that the EPCI goes on.
    bool others = false;
    for (const census::AreaTable& table : inputs.tables)
        for (const census::Area& area : table.areas)
            others = others || (!area.commune.empty() &&
                                std::find(inputs.commune_codes.begin(), inputs.commune_codes.end(),
                                          area.commune) == inputs.commune_codes.end());
    std::set<std::string> compared;
    for (const census::IndicatorValue& value : values)
        if (value.valeur) compared.insert(value.epci_code);
    for (const std::string& epci : compared) {
        if (epci.empty()) continue;
        const auto known = inputs.epci_communes.find(epci);
        if (known == inputs.epci_communes.end())
            notices.add(others ? Severity::avertissement : Severity::info,
                        "epci_composition_supposee", "communes",
                        {{"epci", epci}, {"communes", at_hand[epci]}});
        else if (known->second > at_hand[epci])
            notices.add(Severity::avertissement, "epci_incomplet", "communes",
                        {{"epci", epci}, {"communes", at_hand[epci]}, {"toutes", known->second}});
    }
}

/// Estimates without an interval: why, and what would be better.
void note_intervals(const std::vector<census::IndicatorValue>& values,
                    const std::vector<census::IndicatorDefinition>& definitions, Notices& notices) {
    std::set<std::string> told;
    for (const census::IndicatorValue& value : values) {
        if (!value.valeur_estimee || value.intervalle_bas || value.estimations.empty()) continue;
        const std::string sample =
            definitions[value.definition].id + " (" + value.estimations.front().methode + ")";
        if (told.insert(sample).second)
            notices.add(Severity::info, "intervalle_non_etalonne", "indicateurs", sample);
    }
}

/// People spread by area, over IRIS or over cells, are known to be too few in quarters, which are
/// drawn around dense blocks: told where it is done, whether official figures show it here or not.
void note_spread_by_area(const std::vector<census::IndicatorValue>& values,
                         const std::vector<census::IndicatorDefinition>& definitions,
                         std::span<const std::string> codes, Notices& notices) {
    const bool counted =
        std::any_of(values.begin(), values.end(), [&](const census::IndicatorValue& value) {
            return definitions[value.definition].id == population_indicator &&
                   !value.estimations.empty();
        });
    for (const census::IndicatorValue& value : values) {
        const std::string& id = definitions[value.definition].id;
        if (!value.valeur_estimee || value.estimations.empty()) continue;
        const std::string& method = value.estimations.front().methode;
        if (id == population_indicator && method == "surface")
            notices.add(Severity::avertissement, "population_par_surface", "indicateurs",
                        codes[value.perimeter]);
        if (!counted && id == cells_population_indicator && method == "grille")
            notices.add(Severity::avertissement, "population_des_carreaux", "indicateurs",
                        codes[value.perimeter]);
    }
}

/// Which indicators official values of some quarters tell of in others, and which they do not.
void note_adjustments(const std::vector<census::IndicatorValue>& values,
                      const std::vector<census::IndicatorDefinition>& definitions,
                      Notices& notices) {
    std::set<std::string> told;
    for (const census::IndicatorValue& value : values) {
        if (value.valeur_officielle || value.recalage.empty()) continue;
        const bool used = !value.recalage.starts_with("non");
        const std::string& id = definitions[value.definition].id;
        if (told.insert(id + " : " + value.recalage).second)
            notices.add(Severity::info, used ? "estimation_recalee" : "estimation_non_recalee",
                        "indicateurs",
                        {{"indicateur", id}, {"methode", value.estimations.front().methode}});
    }
}

/// Values that cannot be are left out.
void note_impossible(const std::vector<census::IndicatorValue>& values,
                     const std::vector<census::IndicatorDefinition>& definitions,
                     std::span<const std::string> codes, Notices& notices) {
    for (const census::IndicatorValue& value : values)
        if (value.impossible)
            notices.add(Severity::avertissement, "valeur_impossible", "indicateurs",
                        codes[value.perimeter] + ", " + definitions[value.definition].id);
}

}  // namespace

void note_portraits(const std::vector<census::IndicatorValue>& values,
                    const std::vector<census::IndicatorDefinition>& definitions,
                    const census::IndicatorInputs& inputs, census::Overlays& overlays,
                    Notices& notices) {
    note_outside_sources(inputs, overlays, notices);
    note_epci(inputs, values, notices);
    note_gaps_between_years(values, definitions, notices);
    note_intervals(values, definitions, notices);
    note_spread_by_area(values, definitions, inputs.codes, notices);
    note_adjustments(values, definitions, notices);
    note_impossible(values, definitions, inputs.codes, notices);
}

}  // namespace lisiere
