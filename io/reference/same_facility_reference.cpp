// SPDX-License-Identifier: Apache-2.0
#include "io/reference/same_facility_reference.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include "io/base/names.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

struct Line {
    access::SameFacilityRule rule;
    std::set<std::string, std::less<>> common;
};

Metres distance_of(const ReferenceRow& row, std::string_view column) {
    const double metres = row.number(column);
    if (!(metres > 0)) row.refuse(column, row.text(column), "un nombre de mètres positif");
    return Metres{metres};
}

Line line_of(const ReferenceRow& row) {
    Line line;
    line.rule.same_name = distance_of(row, "meme_nom_m");
    line.rule.no_name = distance_of(row, "sans_nom_m");
    line.rule.coarse = distance_of(row, "approche_m");
    line.rule.one_site = row.word<bool>("un_site", {{"oui", true}, {"non", false}});
    std::istringstream words(row.text("mots"));
    for (std::string word; words >> word;) line.common.insert(word);
    row.required("source");
    return line;
}

}  // namespace

std::vector<std::string> SameFacilityReference::words(std::string_view name,
                                                      access::CategoryIdx category) const {
    std::set<std::string> kept;
    std::istringstream all(comparable_name(name));
    for (std::string word; all >> word;) {
        if (const auto whole = in_full_.find(word); whole != in_full_.end()) word = whole->second;
        if (!common_[category].contains(word)) kept.insert(word);
    }
    return {kept.begin(), kept.end()};
}

SameFacilityReference read_same_facility(
    const std::filesystem::path& folder,
    const IndexedVector<access::CategoryIdx, access::Category>& categories) {
    SameFacilityReference reference;
    const CsvTable table = read_csv_table((folder / "doublons.csv").string());
    std::map<std::string, Line> lines;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const std::string& category = row.required("categorie");
        const bool known = category == "*" || std::any_of(categories.begin(), categories.end(),
                                                          [&](const access::Category& one) {
                                                              return one.id == category;
                                                          });
        if (!known) row.refuse("categorie", category, "une catégorie de equipements.csv, ou *");
        if (!lines.emplace(category, line_of(row)).second)
            row.refuse("categorie", category, "une ligne par catégorie");
    }
    const auto otherwise = lines.find("*");
    if (otherwise == lines.end())
        throw InputError({table.file, "pas de ligne *", "une ligne pour les autres catégories",
                          "*;150;40;1500;non;;..."});
    for (const access::Category& category : categories) {
        const auto own = lines.find(category.id);
        const Line& line = (own == lines.end() ? otherwise : own)->second;
        reference.rules_.push_back(line.rule);
        reference.common_.push_back(line.common);
    }
    const CsvTable words = read_csv_table((folder / "doublons_mots.csv").string());
    for (std::size_t i = 0; i < words.rows.size(); ++i) {
        const ReferenceRow row(words, i);
        if (!reference.in_full_.emplace(row.required("mot"), row.required("entier")).second)
            row.refuse("mot", row.text("mot"), "une ligne par mot");
    }
    return reference;
}

}  // namespace lisiere::io
