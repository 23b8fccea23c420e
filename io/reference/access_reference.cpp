// SPDX-License-Identifier: Apache-2.0
#include "io/reference/access_reference.hpp"

#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

using access::Decay;

std::vector<access::OpportunityMeasure> read_measures(const std::filesystem::path& folder,
                                                      const std::string& language) {
    const CsvTable table = read_csv_table((folder / "opportunites.csv").string());
    std::vector<access::OpportunityMeasure> measures;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        access::OpportunityMeasure measure;
        measure.id = row.required("id");
        if (!ids.insert(measure.id).second)
            row.refuse("id", measure.id, "un identifiant par ligne");
        measure.label = row.label(language);
        measure.decay.kind = row.word<Decay::Kind>(
            "forme", {{"seuil", Decay::Kind::step},
                      {"lineaire", Decay::Kind::linear},
                      {"logistique", Decay::Kind::logistic},
                      {"exponentielle", Decay::Kind::exponential},
                      {"exponentielle_fixe", Decay::Kind::fixed_exponential}});
        measure.decay.minutes = row.number("minutes");
        if (!(measure.decay.minutes > 0))
            row.refuse("minutes", row.text("minutes"), "un nombre positif");
        const bool linear = measure.decay.kind == Decay::Kind::linear;
        if (linear || measure.decay.kind == Decay::Kind::logistic) {
            measure.decay.width = row.number("largeur");
            if (!(measure.decay.width > 0) ||
                (linear && measure.decay.width > 2 * measure.decay.minutes))
                row.refuse("largeur", row.text("largeur"),
                           "un nombre positif, au plus deux fois les minutes");
        }
        measure.source = row.required("source");
        measures.push_back(std::move(measure));
    }
    return measures;
}

/// "10:1 20:0.68": minutes that rise, weights that do not.
std::vector<access::CatchmentRing> rings_of(const ReferenceRow& row) {
    std::vector<access::CatchmentRing> rings;
    std::istringstream text(row.required("anneaux"));
    for (std::string ring; text >> ring;) {
        const auto colon = ring.find(':');
        const auto minutes = parse_number(ring.substr(0, colon));
        const auto weight =
            colon == std::string::npos ? minutes : parse_number(ring.substr(colon + 1));
        const bool numbers = colon != std::string::npos && minutes && *minutes && weight && *weight;
        const double before = rings.empty() ? 0 : rings.back().minutes;
        const double heaviest = rings.empty() ? 1 : rings.back().weight;
        if (!numbers || !(**minutes > before) || !(**weight > 0) || !(**weight <= heaviest))
            row.refuse("anneaux", ring,
                       "minutes:poids, des minutes qui montent et des poids de 1 à 0");
        rings.push_back({**minutes, **weight});
    }
    return rings;
}

std::vector<access::FloatingRule> read_floating(const std::filesystem::path& folder) {
    const CsvTable table = read_csv_table((folder / "aires_flottantes.csv").string());
    std::vector<access::FloatingRule> rules;
    std::set<std::pair<std::string, access::TravelMode>> ids;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        access::FloatingRule rule;
        rule.category = row.required("categorie");
        rule.mode =
            row.word<access::TravelMode>("mode", {{"marche", access::TravelMode::marche},
                                                  {"velo", access::TravelMode::velo},
                                                  {"voiture", access::TravelMode::voiture}});
        if (!ids.insert({rule.category, rule.mode}).second)
            row.refuse("mode", row.text("mode"), "une ligne par catégorie et par mode");
        rule.rings = rings_of(row);
        rule.supply_unit = row.required("unite");
        rule.capacity_unit = row.required("unite_capacite");
        rule.source = row.required("source");
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::vector<access::PovertyLine> read_poverty(const std::filesystem::path& folder) {
    const CsvTable table = read_csv_table((folder / "inegalites.csv").string());
    std::vector<access::PovertyLine> lines;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        using Subject = access::PovertyLine::Subject;
        access::PovertyLine line;
        line.subject = row.word<Subject>("mesure", {{"panier", Subject::basket},
                                                    {"opportunites", Subject::opportunities},
                                                    {"offre_flottante", Subject::floating}});
        line.line = row.number("ligne");
        if (!(line.line > 0)) row.refuse("ligne", row.text("ligne"), "un nombre positif");
        line.of_median = row.word<bool>("sens_ligne", {{"valeur", false}, {"part_mediane", true}});
        line.source = row.required("source");
        for (const access::PovertyLine& other : lines)
            if (other.subject == line.subject)
                row.refuse("mesure", row.text("mesure"), "une ligne par mesure");
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

AccessReference read_access_reference(const std::filesystem::path& folder,
                                      const std::string& language) {
    return {read_measures(folder, language), read_floating(folder), read_poverty(folder)};
}

}  // namespace lisiere::io
