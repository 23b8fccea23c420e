// SPDX-License-Identifier: Apache-2.0
#include "io/reference/read_publication.hpp"

#include <cmath>

#include "io/base/csv.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

census::IndicatorKind genre_of(const ReferenceRow& row) {
    using census::IndicatorKind;
    return row.word<IndicatorKind>("genre", {{"effectif", IndicatorKind::effectif},
                                             {"part", IndicatorKind::part},
                                             {"publie", IndicatorKind::publie}});
}

double at_least(const ReferenceRow& row, std::string_view column, double least) {
    const double value = row.number(column);
    if (value < least) row.refuse(column, row.text(column), fmt::format("au moins {}", least));
    return value;
}

double power_of_ten(const ReferenceRow& row, std::string_view column) {
    const double value = row.number(column);
    const double power = value > 0 ? std::log10(value) : 0.5;
    if (std::abs(power - std::round(power)) > 1e-9)
        row.refuse(column, row.text(column), "une puissance de dix");
    return value;
}

}  // namespace

std::vector<census::AdjustmentRule> parse_adjustments(std::string_view text,
                                                      const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<census::AdjustmentRule> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        row.required("source");
        // One quarter left out, two are left to learn from.
        rules.push_back({genre_of(row), static_cast<std::size_t>(at_least(row, "quartiers_min", 3)),
                         at_least(row, "retrait", 0), at_least(row, "gain_min", 0)});
    }
    return rules;
}

std::vector<census::RoundingRule> parse_roundings(std::string_view text, const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<census::RoundingRule> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        row.required("source");
        if (!row.text("genre").empty()) genre_of(row);
        rules.push_back({row.text("genre"), row.text("unite"), power_of_ten(row, "pas_min"),
                         power_of_ten(row, "pas_max")});
        if (rules.back().most < rules.back().least)
            row.refuse("pas_max", row.text("pas_max"), "au moins pas_min");
    }
    return rules;
}

std::vector<census::Reserve> parse_reserves(std::string_view text, const std::string& file,
                                            const std::string& language) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<census::Reserve> reserves;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        row.required("source");
        if (!row.text("genre").empty()) genre_of(row);
        reserves.push_back({row.required("methode"), row.text("genre"), row.text("indicateur"),
                            row.label(language)});
    }
    return reserves;
}

}  // namespace lisiere::io
