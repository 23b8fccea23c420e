// SPDX-License-Identifier: Apache-2.0
#include "io/style/style_classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

/// Red, green or blue of "#rrggbb", 0 to 255.
double channel(const Colour& colour, std::size_t at) {
    return std::stoi(colour.substr(1 + 2 * at, 2), nullptr, 16);
}

/// `above` over `below`, as screens and paper mix them: channel by channel.
Colour over(const Colour& above, double opacity, const Colour& below) {
    std::string out = "#";
    for (std::size_t i = 0; i < 3; ++i)
        out += fmt::format(
            "{:02x}", std::lround(opacity * channel(above, i) + (1 - opacity) * channel(below, i)));
    return out;
}

}  // namespace

std::vector<Colour> shown_colours(const LayerStyle& style, const std::vector<bool>& present,
                                  const Colour& ground) {
    std::vector<Colour> out(style.classes.size());
    Colour below = ground;
    // The greatest are drawn first, the least last and on top.
    for (std::size_t i = style.classes.size(); i-- > 0;) {
        const Symbol& symbol = style.classes[i].symbol;
        out[i] = over(symbol.fill, symbol.opacity, below);
        if (!style.sort_column.empty() && present[i]) below = out[i];
    }
    return out;
}

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

std::vector<std::size_t> rows_by_class(const LayerStyle& style, const Table& table) {
    std::vector<std::size_t> counts(style.classes.size() + 1);
    const std::size_t at = column_at(table, style.column);
    const std::size_t of_variant = column_at(table, style.variant_column);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::vector<Value>& values = table.rows[row];
        if (!table.geometries.empty() &&
            std::holds_alternative<std::monostate>(table.geometries[row]))
            continue;
        // Of a variant by rows, its own.
        if (!style.variant.empty() && of_variant < table.columns.size() &&
            !is(values[of_variant], style.variant))
            continue;
        const bool asked = at < values.size() || style.rendering == Rendering::single;
        const auto own = asked ? class_of(style, at < values.size() ? values[at] : Value{})
                               : std::optional<std::size_t>();
        ++counts[own.value_or(style.classes.size())];
    }
    return counts;
}

LayerStyle with_seen_categories(LayerStyle style, const Table& table) {
    if (style.rendering != Rendering::categories || !draws_any(style, table)) return style;
    const std::vector<std::size_t> counts = rows_by_class(style, table);
    std::vector<StyleClass> kept;
    for (std::size_t i = 0; i < style.classes.size(); ++i)
        if (counts[i] > 0) kept.push_back(std::move(style.classes[i]));
    style.classes = std::move(kept);
    return style;
}

bool draws_any(const LayerStyle& style, const Table& table) {
    const std::vector<std::size_t> counts = rows_by_class(style, table);
    return std::any_of(counts.begin(), counts.end() - 1, [](std::size_t n) { return n > 0; });
}

}  // namespace lisiere::io
