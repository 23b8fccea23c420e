// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/base/csv.hpp"
#include "io/reference/reference_row.hpp"
#include "io/style/column_texts.hpp"

namespace lisiere::io {
namespace {

constexpr const char* index_column = "indice_enclavement";

}  // namespace

std::vector<FollowedMeasure> read_followed_measures(const std::filesystem::path& file) {
    const CsvTable table = read_csv_table(file.string());
    const ColumnTexts columns =
        read_column_texts(data_folder() / "geodata" / "schemas" / "sorties.csv", "fr");
    std::vector<FollowedMeasure> measures;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const std::string& column = row.required("colonne");
        const auto meaning = columns.find("perimetres", column);
        if (!meaning) row.refuse("colonne", column, "une colonne de la couche perimetres");
        measures.push_back({column, row.label("fr"), row.label("en"), meaning->unit});
    }
    return measures;
}

std::map<std::string, std::map<std::string, double>> headline_of(
    const std::filesystem::path& edition, std::span<const FollowedMeasure> measures) {
    const CsvTable table = read_csv_table((edition / "tables" / "perimetres.csv").string());
    const std::size_t code = table.require("code");
    std::map<std::string, std::map<std::string, double>> headline;
    for (const auto& row : table.rows) {
        auto& values = headline[row[code]];
        for (const FollowedMeasure& measure : measures) {
            const auto column = table.column(measure.column);
            if (!column) continue;
            if (const auto value = parse_number(row[*column]); value && *value)
                values[measure.column] = **value;
        }
    }
    return headline;
}

std::vector<DriftFinding> judge_results(
    const std::map<std::string, std::map<std::string, double>>& before,
    const std::map<std::string, std::map<std::string, double>>& now,
    std::span<const std::string> perimeters, std::span<const DriftRule> rules) {
    std::vector<std::string> silent;
    double most = 0;
    std::string moved;
    for (const std::string& code : perimeters) {
        const auto old = before.find(code);
        const auto next = now.find(code);
        if (old == before.end() || next == now.end()) continue;
        const auto was = old->second.find(index_column);
        if (was == old->second.end()) continue;
        const auto is = next->second.find(index_column);
        if (is == next->second.end()) {
            silent.push_back(code);
            continue;
        }
        const double change = std::abs(is->second - was->second);
        if (change <= most) continue;
        most = change;
        moved = code;
    }
    std::vector<DriftFinding> findings;
    const auto add = [&](const char* measure, const std::string& subject, double value) {
        if (auto finding = judge(rules, "resultats", measure, subject, std::nullopt, value))
            findings.push_back(std::move(*finding));
    };
    add("perimetres_muets", fmt::format("{}", fmt::join(silent, ", ")),
        static_cast<double>(silent.size()));
    add("indice_ecart", moved, most);
    return findings;
}

}  // namespace lisiere::io
