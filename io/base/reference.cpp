// SPDX-License-Identifier: Apache-2.0
#include "io/base/reference.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {

namespace {

using enclavement::Aggregation;
using enclavement::MeasureDefinition;
using enclavement::Scale;
using enclavement::Sense;
using enclavement::Side;
using enclavement::WhenVoid;

/// One row of a reference table, with messages that say where it is.
class Row {
  public:
    Row(const CsvTable& table, std::size_t number) : table_(table), number_(number) {}

    const std::string& text(std::string_view column) const {
        return table_.rows[number_][table_.require(column)];
    }
    const std::string& required(std::string_view column) const {
        const std::string& found = text(column);
        if (found.empty()) refuse(column, "rien", "une valeur");
        return found;
    }
    double number(std::string_view column) const {
        const auto parsed = parse_number(text(column));
        if (!parsed || !*parsed) refuse(column, text(column), "un nombre");
        return **parsed;
    }
    template <class T>
    T word(std::string_view column,
           std::initializer_list<std::pair<std::string_view, T>> words) const {
        std::string expected;
        for (const auto& [name, value] : words) {
            if (text(column) == name) return value;
            expected += fmt::format("{}« {} »", expected.empty() ? "" : ", ", name);
        }
        refuse(column, text(column), expected);
    }
    [[noreturn]] void refuse(std::string_view column, std::string_view found,
                             std::string_view expected) const {
        throw InputError(
            {fmt::format("{}, ligne {}, champ {}", table_.file, table_.lines[number_], column),
             fmt::format("« {} »", found), std::string(expected), ""});
    }

  private:
    const CsvTable& table_;
    std::size_t number_;
};

std::filesystem::path reference_folder() {
    return data_folder() / "geodata" / "reference";
}

}  // namespace

std::vector<MeasureDefinition> read_enclosure_measures(const std::filesystem::path& folder) {
    const CsvTable table = read_csv_table((folder / "enclavement.csv").string());
    std::vector<MeasureDefinition> measures;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Row row(table, i);
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
        measure.label_fr = row.required("libelle_fr");
        measure.label_en = row.required("libelle_en");
        measure.unit = row.text("unite");
        measure.sense = row.word<Sense>("sens", {{"plus", Sense::plus}, {"moins", Sense::moins}});
        measure.weight = row.number("poids");
        if (measure.weight < 0) row.refuse("poids", row.text("poids"), "un poids positif ou nul");
        measure.when_void = row.word<WhenVoid>(
            "sans_objet", {{"moindre", WhenVoid::moindre}, {"ignore", WhenVoid::ignore}});
        measure.aggregation = row.word<Aggregation>(
            "agregation", {{"moyenne", Aggregation::moyenne}, {"mediane", Aggregation::mediane}});
        measure.source = row.required("source");
        measures.push_back(std::move(measure));
    }
    return measures;
}

std::vector<MeasureDefinition> read_enclosure_measures() {
    return read_enclosure_measures(reference_folder());
}

std::vector<vecu::VisitRate> read_visit_rates(const std::filesystem::path& folder) {
    const CsvTable table = read_csv_table((folder / "frequentation.csv").string());
    std::vector<vecu::VisitRate> rates;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Row row(table, i);
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
        category.visits_source = rate.source;
    }
}

}  // namespace lisiere::io
