// SPDX-License-Identifier: Apache-2.0
#include "io/reference/reference.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/reference/enclosure_components.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {

namespace {

using enclavement::Aggregation;
using enclavement::MeasureDefinition;
using enclavement::Scale;
using enclavement::Sense;
using enclavement::Side;
using enclavement::WhenVoid;

/// "marche 15": as far as 15 min on foot; "voiture temps": as far as the time itself; "disque
/// 1000": 1,000 m around; empty: all of it is in the data.
enclavement::Reach reach_of(const ReferenceRow& row) {
    constexpr std::string_view expected =
        "un mode et des minutes, « marche 15 », ou « marche temps », ou des mètres autour, "
        "« disque 1000 », ou rien";
    const std::string& text = row.text("environs");
    enclavement::Reach reach;
    if (text.empty()) return reach;
    const std::size_t blank = std::min(text.find(' '), text.size());
    const bool disc = text.substr(0, blank) == "disque";
    reach.mode = access::parse_travel_mode(text.substr(0, blank));
    const std::string far = text.substr(std::min(blank + 1, text.size()));
    reach.own_value = !disc && far == "temps";
    const auto number = parse_number(far);
    if ((!disc && !reach.mode) || (!reach.own_value && (!number || !*number || **number <= 0)))
        row.refuse("environs", text, expected);
    if (disc)
        reach.disc_m = **number;
    else if (!reach.own_value)
        reach.minutes = **number;
    return reach;
}

}  // namespace

std::vector<MeasureDefinition> read_enclosure_measures(const std::filesystem::path& folder,
                                                       const std::string& language) {
    const CsvTable table = read_csv_table((folder / "enclavement.csv").string());
    std::vector<MeasureDefinition> measures;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        MeasureDefinition measure;
        measure.id = row.required("id");
        if (!ids.insert(measure.id).second)
            row.refuse("id", measure.id, "un identifiant par ligne");
        measure.component = row.required("composante");
        measure.side = row.word<Side>(
            "versant",
            {{"", Side::aucun}, {"exogene", Side::exogene}, {"endogene", Side::endogene}});
        measure.scale = row.word<Scale>(
            "echelle", {{"carreau", Scale::carreau}, {"perimetre", Scale::perimetre}});
        measure.label = row.label(language);
        measure.unit = row.text("unite");
        measure.sense = row.word<Sense>("sens", {{"plus", Sense::plus}, {"moins", Sense::moins}});
        measure.weight = row.number("poids");
        if (measure.weight < 0) row.refuse("poids", row.text("poids"), "un poids positif ou nul");
        measure.when_void = row.word<WhenVoid>(
            "sans_objet", {{"moindre", WhenVoid::moindre}, {"ignore", WhenVoid::ignore}});
        measure.aggregation =
            row.word<Aggregation>("agregation", {{"moyenne", Aggregation::moyenne},
                                                 {"mediane", Aggregation::mediane},
                                                 {"maximum", Aggregation::maximum}});
        measure.source = row.required("source");
        measure.instead_of = row.text("a_defaut_de");
        measure.reach = reach_of(row);
        measures.push_back(std::move(measure));
    }
    for (std::size_t i = 0; i < measures.size(); ++i)
        if (!measures[i].instead_of.empty() && !ids.contains(measures[i].instead_of))
            ReferenceRow(table, i).refuse("a_defaut_de", measures[i].instead_of,
                                          "l'identifiant d'une autre ligne");
    return measures;
}

std::vector<enclavement::Choice> read_choices(const std::filesystem::path& folder,
                                              std::span<const MeasureDefinition> measures,
                                              const std::string& language) {
    using enclavement::ChoiceKind;
    const CsvTable table = read_csv_table((folder / "incertitude.csv").string());
    std::vector<enclavement::Choice> choices;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const auto require_measure = [&](std::string_view column) {
            const bool known =
                std::any_of(measures.begin(), measures.end(),
                            [&](const auto& measure) { return measure.id == row.text(column); });
            if (!known) row.refuse(column, row.text(column), "une mesure de enclavement.csv");
        };
        enclavement::Choice choice;
        choice.factor = row.required("facteur");
        choice.label = row.label(language);
        choice.kind = row.word<ChoiceKind>("genre", {{"mesure_ecartee", ChoiceKind::omit},
                                                     {"autre_mesure", ChoiceKind::other_measure},
                                                     {"autre_seuil", ChoiceKind::other_threshold},
                                                     {"centile", ChoiceKind::percentile},
                                                     {"cote_z", ChoiceKind::z_score},
                                                     {"etendue", ChoiceKind::range},
                                                     {"partage", ChoiceKind::weights}});
        choice.measure = row.text("mesure");
        choice.value = row.text("valeur");
        if (choice.kind == ChoiceKind::other_measure || choice.kind == ChoiceKind::other_threshold)
            require_measure("mesure");
        if (choice.kind == ChoiceKind::other_measure) require_measure("valeur");
        if (choice.kind == ChoiceKind::other_threshold) {
            choice.threshold = row.number("valeur");
            choice.reach = reach_of(row);
        }
        if (choice.kind == ChoiceKind::range) {
            choice.share = row.number("valeur");
            if (!(choice.share >= 0 && choice.share < 0.5))
                row.refuse("valeur", choice.value, "une part d'au moins 0, sous 0,5");
        }
        row.required("source");
        choices.push_back(std::move(choice));
    }
    return choices;
}

enclavement::MotorwayKinds read_motorway_kinds(const std::filesystem::path& folder) {
    enum class Part { none, motorway, ramp };
    const CsvTable table = read_csv_table((folder / "voirie.csv").string());
    enclavement::MotorwayKinds kinds;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const auto part = row.word<Part>(
            "autoroute", {{"", Part::none}, {"voie", Part::motorway}, {"bretelle", Part::ramp}});
        if (part == Part::none) continue;
        (part == Part::motorway ? kinds.motorways : kinds.ramps).push_back(row.required("nature"));
    }
    return kinds;
}

enclavement::Wording read_wording(const std::filesystem::path& folder,
                                  const std::string& language) {
    const std::string text = "texte_" + language;
    enum class Kind { level, type };
    const CsvTable table = read_csv_table((folder / "typologie.csv").string());
    enclavement::Wording wording;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const auto from = [&](std::string_view column) {
            return row.text(column).empty() ? 0.0 : row.number(column);
        };
        if (row.word<Kind>("sorte", {{"niveau", Kind::level}, {"type", Kind::type}}) == Kind::level)
            wording.levels.push_back({from("indice_min"), row.required(text)});
        else
            wording.types.push_back(
                {from("exogene_min"), from("endogene_min"), row.required(text)});
    }
    const CsvTable phrases = read_csv_table((folder / "phrases.csv").string());
    for (std::size_t i = 0; i < phrases.rows.size(); ++i) {
        const ReferenceRow row(phrases, i);
        if (!wording.phrases.emplace(row.required("id"), row.required(text)).second)
            row.refuse("id", row.text("id"), "un identifiant par ligne");
    }
    for (const std::string_view id : enclavement::phrase_ids)
        if (!wording.phrases.contains(std::string(id)))
            throw InputError({phrases.file + ", champ id", fmt::format("pas de ligne « {} »", id),
                              "une ligne par phrase", ""});
    for (const EnclosureComponent& one : read_enclosure_components(folder, language))
        wording.components[one.id] = one.phrase;
    return wording;
}

std::vector<vecu::VisitRate> read_visit_rates(const std::filesystem::path& folder) {
    const CsvTable table = read_csv_table((folder / "frequentation.csv").string());
    std::vector<vecu::VisitRate> rates;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        vecu::VisitRate rate;
        rate.category = row.required("categorie");
        if (!ids.insert(rate.category).second)
            row.refuse("categorie", rate.category, "une catégorie par ligne");
        rate.visits_per_week = row.number("visites_semaine");
        if (rate.visits_per_week < 0)
            row.refuse("visites_semaine", row.text("visites_semaine"), "un nombre positif ou nul");
        rate.half_minutes = row.number("demi_decroissance_min");
        if (!(rate.half_minutes > 0))
            row.refuse("demi_decroissance_min", row.text("demi_decroissance_min"),
                       "un nombre positif");
        std::istringstream modes(row.required("modes"));
        for (std::string mode; modes >> mode;) {
            if (mode == "transports")
                rate.by_transit = true;
            else if (mode == "velo")
                rate.by_bicycle = true;
            else if (mode == "voiture")
                rate.by_car = true;
            else if (mode != "marche")
                row.refuse("modes", mode,
                           "marche, velo, transports ou voiture, séparés d'un blanc");
        }
        if (!row.text("capacite_type").empty()) {
            const double typical = row.number("capacite_type");
            if (!(typical > 0))
                row.refuse("capacite_type", row.text("capacite_type"),
                           "un nombre positif, ou rien");
            rate.typical_capacity = typical;
        }
        rate.source = row.required("source");
        rates.push_back(std::move(rate));
    }
    return rates;
}

std::vector<vecu::VisitRate> read_visit_rates() {
    return read_visit_rates(reference_folder());
}

void join_visit_rates(IndexedVector<access::CategoryIdx, access::Category>& categories,
                      std::span<const vecu::VisitRate> rates) {
    std::vector<std::string> ids;
    for (const access::Category& category : categories) ids.push_back(category.id);
    for (const vecu::VisitRate& rate : rates) {
        const auto at = std::find(ids.begin(), ids.end(), rate.category);
        if (at == ids.end()) {
            const std::string near = nearest_name(rate.category, ids);
            throw InputError({"frequentation.csv, champ categorie",
                              fmt::format("« {} »", rate.category),
                              "une catégorie de equipements.csv",
                              near.empty() ? "" : fmt::format("« {} »", near)});
        }
        access::Category& category =
            categories[access::CategoryIdx{static_cast<std::size_t>(at - ids.begin())}];
        if (!category.lived) continue;
        category.visits_per_week = rate.visits_per_week;
        category.decay_minutes = rate.half_minutes;
        category.by_transit = rate.by_transit;
        category.by_bicycle = rate.by_bicycle;
        category.by_car = rate.by_car;
        category.typical_capacity = rate.typical_capacity;
        category.visits_source = rate.source;
    }
}

}  // namespace lisiere::io
