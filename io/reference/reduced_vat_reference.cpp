// SPDX-License-Identifier: Apache-2.0
#include "io/reference/reduced_vat_reference.hpp"

#include <algorithm>

#include "io/reference/reference_row.hpp"

namespace lisiere::io {

std::vector<vecu::ReducedVat> parse_reduced_vat(std::string_view text, const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<vecu::ReducedVat> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        row.required("source");
        vecu::ReducedVat rule{row.required("regle"), row.number("distance_m"),
                              row.text("programme")};
        if (rule.distance_m <= 0)
            row.refuse("distance_m", row.text("distance_m"), "une distance au-dessus de 0");
        if (std::any_of(rules.begin(), rules.end(),
                        [&](const vecu::ReducedVat& other) { return other.id == rule.id; }))
            row.refuse("regle", rule.id, "une règle par ligne");
        rules.push_back(std::move(rule));
    }
    return rules;
}

}  // namespace lisiere::io
