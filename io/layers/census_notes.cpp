// SPDX-License-Identifier: Apache-2.0
#include "io/layers/census_notes.hpp"

#include <algorithm>

namespace lisiere::io {
namespace {

/// What an empty cell of this row means; nullopt: the note does not tell.
std::optional<Absence> meaning(const NoteRule& rule, const Maybe<double>& note) {
    if (!note) return std::nullopt;
    const auto reason = rule.reasons.find(static_cast<int>(*note));
    return reason == rule.reasons.end() ? rule.blank : std::optional(reason->second);
}

}  // namespace

void apply_notes(const Schema& schema, RawLayer& layer) {
    for (const NoteRule& rule : schema.notes()) {
        const auto note = std::find_if(
            layer.numbers.begin(), layer.numbers.end(), [&](const NumberColumn& column) {
                return column.role == ColumnRole::note && std::regex_search(column.name, rule.note);
            });
        if (note == layer.numbers.end()) continue;
        for (NumberColumn& column : layer.numbers) {
            if (column.role == ColumnRole::note || !std::regex_search(column.name, rule.columns))
                continue;
            for (std::size_t row = 0; row < column.values.size(); ++row) {
                Maybe<double>& value = column.values[row];
                if (value || value.absence() != Absence::non_disponible) continue;
                if (const auto reason = meaning(rule, note->values[row])) value = *reason;
            }
        }
    }
    std::erase_if(layer.numbers,
                  [](const NumberColumn& column) { return column.role == ColumnRole::note; });
}

}  // namespace lisiere::io
