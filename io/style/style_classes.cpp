// SPDX-License-Identifier: Apache-2.0
#include "io/style/style_classes.hpp"

#include <algorithm>
#include <type_traits>
#include <vector>

namespace lisiere::io {
namespace {

bool is(const Value& value, const StyleValue& wanted) {
    return std::visit(
        [](const auto& a, const auto& b) {
            using A = std::decay_t<decltype(a)>;
            using B = std::decay_t<decltype(b)>;
            if constexpr (std::is_same_v<A, B> && !std::is_same_v<A, std::monostate>) return a == b;
            return false;
        },
        value, wanted);
}

/// Position of a column; past the last when the table has none of that name.
std::size_t column_at(const Table& table, const std::string& name) {
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&](const Column& one) { return one.name == name; });
    return static_cast<std::size_t>(column - table.columns.begin());
}

std::optional<double> number(const Value& value) {
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::nullopt;
}

/// Which classes a row with a geometry has; of a variant by rows, its own rows. None for a table
/// without the column.
std::vector<bool> seen_classes(const LayerStyle& style, const Table& table) {
    std::vector<bool> seen(style.classes.size());
    const std::size_t at = column_at(table, style.column);
    const std::size_t of_variant = column_at(table, style.variant_column);
    if (at == table.columns.size() && style.rendering != Rendering::single) return seen;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::vector<Value>& values = table.rows[row];
        if (!table.geometries.empty() &&
            std::holds_alternative<std::monostate>(table.geometries[row]))
            continue;
        if (!style.variant.empty() && of_variant < table.columns.size() &&
            !is(values[of_variant], style.variant))
            continue;
        const Value value = at < values.size() ? values[at] : Value{};
        if (const auto own = class_of(style, value)) seen[*own] = true;
    }
    return seen;
}

}  // namespace

std::optional<std::size_t> class_of(const LayerStyle& style, const Value& value) {
    const auto position = [&](auto found) -> std::optional<std::size_t> {
        if (found == style.classes.end()) return std::nullopt;
        return static_cast<std::size_t>(found - style.classes.begin());
    };
    const auto first = [&](auto test) {
        return std::find_if(style.classes.begin(), style.classes.end(), test);
    };
    switch (style.rendering) {
        case Rendering::single:
            break;
        case Rendering::categories: {
            const auto own = first([&](const StyleClass& one) { return is(value, one.value); });
            if (own != style.classes.end()) return position(own);
            return position(first([](const StyleClass& one) {
                return std::holds_alternative<std::monostate>(one.value);
            }));
        }
        case Rendering::intervals: {
            const auto known = number(value);
            if (!known || *known < style.minimum) return std::nullopt;
            return position(
                first([&](const StyleClass& one) { return !one.up_to || *known <= *one.up_to; }));
        }
    }
    return position(style.classes.begin());
}

LayerStyle with_seen_categories(LayerStyle style, const Table& table) {
    if (style.rendering != Rendering::categories) return style;
    const std::vector<bool> seen = seen_classes(style, table);
    if (std::find(seen.begin(), seen.end(), true) == seen.end()) return style;
    std::vector<StyleClass> kept;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (seen[i]) kept.push_back(std::move(style.classes[i]));
    style.classes = std::move(kept);
    return style;
}

bool draws_any(const LayerStyle& style, const Table& table) {
    const std::vector<bool> seen = seen_classes(style, table);
    return std::find(seen.begin(), seen.end(), true) != seen.end();
}

}  // namespace lisiere::io
