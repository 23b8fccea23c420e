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
                            "des périmètres sont hors de toutes les zones de la source : leurs "
                            "valeurs estimées manquent (hors couverture)",
                            inputs.codes[p]);
    }
}

/// Figures of two years make no gap: each indicator once for its two years, with what it would have
/// been compared to.
void note_gaps_between_years(const std::vector<census::IndicatorValue>& values,
                             const std::vector<census::IndicatorDefinition>& definitions,
                             Notices& notices) {
    std::vector<std::pair<std::string, std::vector<std::string>>> told;
    const auto note = [&](const census::IndicatorValue& value, int year, int other,
                          const std::string& what) {
        if (!census::years_differ(year, other)) return;
        const std::string key = definitions[value.definition].id + " : " + std::to_string(year) +
                                " et " + std::to_string(other);
        auto found = std::find_if(told.begin(), told.end(),
                                  [&](const auto& one) { return one.first == key; });
        if (found == told.end()) found = told.insert(told.end(), {key, {}});
        auto& list = found->second;
        if (std::find(list.begin(), list.end(), what) == list.end()) list.push_back(what);
    };
    for (const census::IndicatorValue& value : values) {
        if (!value.valeur || definitions[value.definition].kind == census::IndicatorKind::effectif)
            continue;
        const std::pair<const census::Comparison*, const char*> all[] = {
            {&value.commune, "commune"},
            {&value.epci, "EPCI"},
            {&value.secteur, "secteur"},
            {&value.zone, "zone d'étude"}};
        for (const auto& [with, what] : all)
            if (with->value) note(value, value.vintage, with->vintage, what);
        if (value.vintages_qpv.size() > 1)
            note(value, value.vintages_qpv.front(), value.vintages_qpv.back(), "quartiers");
    }
    for (const auto& [key, list] : told) {
        std::string places;
        for (const std::string& place : list) places += (places.empty() ? "" : ", ") + place;
        notices.add(Severity::avertissement, "ecart_entre_millesimes", "indicateurs",
                    "des écarts compareraient deux années : ils ne sont pas publiés, les deux "
                    "années sont dites ; déclarer les effectifs de l'année de la valeur",
                    key + " (" + places + ")");
    }
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
        const std::string here = std::to_string(at_hand[epci]);
        if (known == inputs.epci_communes.end())
            notices.add(others ? Severity::avertissement : Severity::info,
                        "epci_composition_supposee", "communes",
                        "la composition des EPCI n'est pas déclarée ([[epci]]) : chacun est pris "
                        "pour ses communes fournies, ce que couverture_epci laisse NULL",
                        "EPCI " + epci + " : " + here + " commune(s)");
        else if (known->second > at_hand[epci])
            notices.add(
                Severity::avertissement, "epci_incomplet", "communes",
                "des communes d'un EPCI ne sont pas au calcul : ses valeurs sont NULL, "
                "couverture_epci dit la part qui est là ; fournir toutes ses communes",
                "EPCI " + epci + " : " + here + " commune(s) sur " + std::to_string(known->second));
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
            notices.add(
                Severity::info, "intervalle_non_etalonne", "indicateurs",
                "des estimations n'ont pas d'intervalle : moins de 19 valeurs officielles par "
                "quartier pour l'étalonner, ni référence pour leur méthode ; mieux : logements par "
                "bâtiment ([[batiments]]), carreaux calés sur le recensement (calage), ou table "
                "officielle par quartier ([[recensement]], echelle = \"qpv\")",
                sample);
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
            notices.add(
                Severity::avertissement, "population_par_surface", "indicateurs",
                "habitants répartis à la surface des zones : les quartiers, plus denses, "
                "en ont trop peu (Paris, 20 quartiers : 17 % de moins, de -59 à +32 % selon "
                "le quartier) ; mieux : carreaux, bâtiments, table officielle",
                codes[value.perimeter]);
        if (!counted && id == cells_population_indicator && method == "grille")
            notices.add(Severity::avertissement, "population_des_carreaux", "indicateurs",
                        "les habitants des carreaux sont ceux des ménages fiscaux, pas la "
                        "population, et un carreau coupé compte à sa surface : les quartiers en "
                        "ont trop peu (Bordeaux 2013 : 0,73 de l'officiel, de 0,35 à 0,89 selon le "
                        "quartier) ; mieux : logements par bâtiment, calage sur le recensement, "
                        "table officielle",
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
        const std::string sample = definitions[value.definition].id + " : " + value.recalage;
        if (told.insert(sample).second)
            notices.add(Severity::info, used ? "estimation_recalee" : "estimation_non_recalee",
                        "indicateurs",
                        used ? "les valeurs officielles de quartiers corrigent l'estimation des "
                               "autres : laissés de côté un à un, ils sont mieux estimés ainsi"
                             : "les valeurs officielles de quartiers ne corrigent pas l'estimation "
                               "des autres : trop peu, ou sans gain quand on les laisse de côté un "
                               "à un",
                        sample);
    }
}

/// Values that cannot be are left out.
void note_impossible(const std::vector<census::IndicatorValue>& values,
                     const std::vector<census::IndicatorDefinition>& definitions,
                     std::span<const std::string> codes, Notices& notices) {
    for (const census::IndicatorValue& value : values)
        if (value.impossible)
            notices.add(Severity::avertissement, "valeur_impossible", "indicateurs",
                        "des effectifs sous 0 ou des parts hors de 0 à 100 % ne sont pas publiés : "
                        "numérateur et dénominateur ne sont pas de la même population",
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
