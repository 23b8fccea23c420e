// SPDX-License-Identifier: Apache-2.0
#include "io/layers/variable_name.hpp"

#include <algorithm>
#include <optional>

#include "engine/core/ascii.hpp"

namespace lisiere::io {
namespace {

int year_of(std::string_view two_digits) {
    const int year = (two_digits[0] - '0') * 10 + (two_digits[1] - '0');
    return year >= 68 ? 1900 + year : 2000 + year;
}

/// "POPULATION_MUNICIPALE_2013": a year written whole, after an underscore.
std::optional<int> year_at_end(std::string_view name) {
    if (name.size() < 6 || name[name.size() - 5] != '_') return std::nullopt;
    int year = 0;
    for (const char c : name.substr(name.size() - 4)) {
        if (!is_digit(c)) return std::nullopt;
        year = 10 * year + (c - '0');
    }
    return year >= 1962 && year <= 2100 ? std::optional(year) : std::nullopt;
}

}  // namespace

census::Variable parse_variable(std::string_view column, int vintage, std::string_view source) {
    census::Variable variable;
    variable.column = column;
    variable.source = source;
    variable.vintage = vintage;
    std::string name(column);
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    const std::string_view view = name;
    const bool census = view.size() > 4 && (view[0] == 'P' || view[0] == 'C') &&
                        is_digit(view[1]) && is_digit(view[2]) && view[3] == '_';
    const bool filosofi = (view.starts_with("DISP_") || view.starts_with("DEC_")) &&
                          view.size() > 7 && is_digit(view[view.size() - 1]) &&
                          is_digit(view[view.size() - 2]);
    if (census) {
        variable.prefix.push_back(view.front());
        variable.vintage = year_of(view.substr(1, 2));
        variable.id = name.substr(4);
    } else if (filosofi) {
        variable.vintage = year_of(view.substr(view.size() - 2));
        variable.id = name.substr(0, name.size() - 2);
    } else if (const auto year = year_at_end(view)) {
        variable.vintage = *year;
        variable.id = name.substr(0, name.size() - 5);
    } else {
        variable.id = name;
    }
    return variable;
}

}  // namespace lisiere::io
