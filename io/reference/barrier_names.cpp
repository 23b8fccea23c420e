// SPDX-License-Identifier: Apache-2.0
#include "io/reference/barrier_names.hpp"

#include <algorithm>

#include "io/base/names.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {

std::optional<street::BarrierKind> parse_barrier_kind(std::string_view text) {
    using enum street::BarrierKind;
    for (const street::BarrierKind kind :
         {voie_ferree, autoroute, voie_rapide, cours_eau, emprise_fermee, autre})
        if (street::to_text(kind) == text) return kind;
    return std::nullopt;
}

BarrierNames::BarrierNames(const std::filesystem::path& folder) {
    const CsvTable table = read_csv_table((folder / "coupures_noms.csv").string());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const auto kind = parse_barrier_kind(row.text("nature"));
        if (!kind) row.refuse("nature", row.text("nature"), barrier_kinds);
        row.required("source");
        const std::string& pattern = row.required("motif");
        try {
            rules_.push_back({*kind, std::regex(pattern, std::regex::optimize)});
        } catch (const std::regex_error&) {
            row.refuse("motif", pattern, "une expression régulière");
        }
    }
}

BarrierNames::BarrierNames() : BarrierNames(reference_folder()) {}

bool BarrierNames::is_number(street::BarrierKind kind, const std::string& name) const {
    const std::string key = folded(name);
    return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
        return rule.kind == kind && std::regex_match(key, rule.pattern);
    });
}

}  // namespace lisiere::io
