// SPDX-License-Identifier: Apache-2.0
#include "io/reference/categories.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/core/ascii.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty())
            parts.emplace_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

bool yes(const std::string& text, const std::string& where) {
    if (text == "oui") return true;
    if (text == "non") return false;
    throw InputError({where, fmt::format("« {} »", text), "oui ou non", ""});
}

}  // namespace

Categories read_categories(const std::filesystem::path& folder, const std::string& language) {
    Categories categories;
    const CsvTable known = read_csv_table((folder / "bpe_nomenclature.csv").string());
    const std::size_t code_at = known.require("code");
    const std::size_t old_at = known.require("ancienne");
    const std::size_t new_at = known.require("nouvelle");
    for (std::size_t i = 0; i < known.rows.size(); ++i) {
        const std::string where = fmt::format("{}, ligne {}", known.file, known.lines[i]);
        const auto& row = known.rows[i];
        categories.known_[row[code_at]] = {yes(row[old_at], where), yes(row[new_at], where)};
    }

    const CsvTable table = read_csv_table((folder / "equipements.csv").string());
    const std::size_t id = table.require("id");
    const std::size_t fr = table.require("libelle_fr");
    const std::size_t en = table.require("libelle_en");
    const std::size_t basket = table.require("panier");
    const std::size_t lived = table.require("vecu");
    const std::size_t bpe[] = {table.require("bpe_ancienne"), table.require("bpe_nouvelle")};
    const std::size_t osm = table.require("osm");
    const std::size_t source = table.require("source");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto& row = table.rows[i];
        const std::string where = fmt::format("{}, ligne {}", table.file, table.lines[i]);
        if (row[id].empty() || row[fr].empty() || row[en].empty() || row[source].empty())
            throw InputError(
                {where, "un champ vide", "id, libelle_fr, libelle_en et source remplis", ""});
        access::Category category;
        category.id = row[id];
        category.label = row[table.require("libelle_" + language)];
        category.basket = yes(row[basket], where);
        category.lived = yes(row[lived], where);
        const access::CategoryIdx at = categories.list_.push_back(std::move(category));
        if (!categories.by_id_.emplace(row[id], at).second)
            throw InputError(
                {where, fmt::format("id en double : {}", row[id]), "un id par ligne", ""});
        for (const auto generation : {BpeGeneration::ancienne, BpeGeneration::nouvelle}) {
            const auto g = static_cast<std::size_t>(generation);
            for (std::string& code : split(row[bpe[g]], ' ')) {
                if (!categories.bpe_knows(code, generation))
                    throw InputError({where, fmt::format("code {} inconnu", code),
                                      "un code de bpe_nomenclature.csv pour cette génération", ""});
                categories.codes_[g][std::move(code)].push_back(at);
            }
        }
        for (const std::string& alternative : split(row[osm], '|')) {
            TagRule rule;
            for (const std::string& tag : split(alternative, '+')) {
                const std::size_t equal = tag.find('=');
                if (equal == std::string::npos)
                    throw InputError(
                        {where, fmt::format("règle OSM « {} »", tag), "clé=valeur", ""});
                rule.emplace_back(tag.substr(0, equal), tag.substr(equal + 1));
            }
            categories.rules_.push_back({std::move(rule), at});
        }
    }
    std::stable_sort(categories.rules_.begin(), categories.rules_.end(),
                     [](const auto& a, const auto& b) { return a.tags.size() > b.tags.size(); });
    return categories;
}

Categories read_categories() {
    return read_categories(data_folder() / "geodata" / "reference");
}

access::CategoryIdx Categories::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? access::CategoryIdx::none() : found->second;
}

access::CategoryIdx Categories::require(std::string_view id, const std::string& where) const {
    const access::CategoryIdx found = find(id);
    if (found.valid()) return found;
    const std::vector<std::string> all = ids();
    const std::string near = nearest_name(id, all);
    throw ConfigError(
        {where, fmt::format("catégorie « {} »", id),
         "une catégorie de geodata/reference/equipements.csv",
         near.empty() ? fmt::format("{}", fmt::join(all, ", ")) : fmt::format("« {} » ?", near)});
}

std::vector<std::string> Categories::ids() const {
    std::vector<std::string> all;
    for (const access::Category& category : list_) all.push_back(category.id);
    return all;
}

std::span<const access::CategoryIdx> Categories::of_bpe(std::string_view code,
                                                        BpeGeneration generation) const {
    const Codes& codes = codes_[static_cast<std::size_t>(generation)];
    const auto found = codes.find(code);
    if (found == codes.end()) return {};
    return found->second;
}

bool Categories::bpe_knows(std::string_view code, BpeGeneration generation) const {
    const auto found = known_.find(code);
    if (found == known_.end()) return false;
    return generation == BpeGeneration::ancienne ? found->second.first : found->second.second;
}

std::vector<access::CategoryIdx> Categories::of_osm(
    const std::function<const char*(const char*)>& tag) const {
    const auto holds = [&tag](const std::pair<std::string, std::string>& wanted) {
        const char* value = tag(wanted.first.c_str());
        return value != nullptr && (wanted.second == "*" || wanted.second == value);
    };
    std::vector<access::CategoryIdx> found;
    std::size_t tags = 0;
    for (const Rule& rule : rules_) {
        if (!found.empty() && rule.tags.size() < tags) break;
        if (!std::all_of(rule.tags.begin(), rule.tags.end(), holds)) continue;
        tags = rule.tags.size();
        if (found.empty() || found.back() != rule.category) found.push_back(rule.category);
    }
    return found;
}

std::vector<std::string> Categories::osm_keys() const {
    std::set<std::string> keys;
    for (const Rule& rule : rules_)
        for (const auto& [key, value] : rule.tags) keys.insert(key);
    return {keys.begin(), keys.end()};
}

}  // namespace lisiere::io
