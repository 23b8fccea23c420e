// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// Levenshtein distance, letters compared without case.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    for (std::size_t at = 0; at < names.size(); ++at)
        if (same_name(names[at], name)) return at;
    return std::nullopt;
}

std::size_t CsvTable::require(std::string_view name) const {
    if (const auto at = column(name)) return *at;
    const std::string nearest = nearest_name(name, names);
    std::string all;
    for (const std::string& other : names) all += (all.empty() ? "" : ", ") + other;
    throw InputError({file + ", champ " + std::string(name), "champ absent ; présents : " + all,
                      "un champ " + std::string(name),
                      nearest.empty()
                          ? "vérifier que c'est le bon fichier, ou déclarer le nom du champ"
                          : "le champ le plus proche est « " + nearest +
                                " » : si c'est lui, le déclarer dans champs"});
}

CsvTable parse_csv_table(std::string_view text, const std::string& file,
                         const CsvOptions& options) {
    CsvTable table;
    table.file = file;
    constexpr std::size_t most_cells = 10'000'000;
    std::size_t cells = 0;
    read_csv(
        text, file, options,
        [&](std::span<const std::string_view> names) {
            table.names.assign(names.begin(), names.end());
        },
        [&](std::span<const std::string_view> fields, std::size_t line) {
            // Rows of two bytes under a header of many columns: memory without a file to show for
            // it.
            cells += fields.size();
            if (cells > most_cells && cells > text.size())
                throw InputError({file + ", ligne " + std::to_string(line),
                                  "des lignes bien plus courtes que leur en-tête de " +
                                      std::to_string(table.names.size()) + " colonnes",
                                  "une table, autant de champs que de colonnes",
                                  "vérifier l'export de ce fichier"});
            table.rows.emplace_back(fields.begin(), fields.end());
            table.lines.push_back(line);
        });
    return table;
}

CsvTable read_csv_table(const std::string& path, const CsvOptions& options) {
    return parse_csv_table(read_text(path), path, options);
}

std::string nearest_name(std::string_view wanted, std::span<const std::string> names,
                         std::size_t one_in) {
    const std::string* best = nullptr;
    std::pair<std::size_t, std::size_t> best_rank;  // edits, then difference of length
    for (const std::string& name : names) {
        const std::size_t distance = edit_distance(wanted, name);
        const auto [shorter, longer] = std::minmax({wanted.size(), name.size()});
        const std::pair rank{distance, longer - shorter};
        if (one_in * distance <= longer && (best == nullptr || rank < best_rank)) {
            best = &name;
            best_rank = rank;
        }
    }
    return best == nullptr ? std::string{} : *best;
}

}  // namespace lisiere::io
