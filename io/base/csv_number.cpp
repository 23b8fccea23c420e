// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/core/ascii.hpp"
#include "io/base/csv.hpp"

namespace lisiere::io {
namespace {

/// Ordinary, no-break, narrow no-break and thin spaces.
constexpr std::array<std::string_view, 4> spaces = {" ", "\xC2\xA0", "\xE2\x80\xAF",
                                                    "\xE2\x80\x89"};

std::size_t space_at(std::string_view text) {
    for (const std::string_view space : spaces)
        if (text.starts_with(space)) return space.size();
    return 0;
}

std::string_view without_outer_spaces(std::string_view text) {
    while (const std::size_t length = space_at(text)) text.remove_prefix(length);
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view space : spaces)
            if (text.ends_with(space)) {
                text.remove_suffix(space.size());
                again = true;
            }
    }
    return text;
}

std::optional<Absence> marker(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, Absence>, 6> markers{{
        {"s", Absence::secret},
        {"c", Absence::secret},
        {"nd", Absence::non_disponible},
        {"ns", Absence::non_disponible},
        {"n/a", Absence::non_disponible},
        {"na", Absence::non_disponible},
    }};
    if (text.empty()) return Absence::non_disponible;
    for (const auto& [word, absence] : markers)
        if (std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) {
                return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
            }))
            return absence;
    return std::nullopt;
}

/// "1.234.567", "1,234,567.8": the same mark twice or more stands between groups of three digits,
/// the other one, if any, before decimals. nullopt where it is not so.
std::optional<std::string> without_groups(std::string_view text) {
    const std::size_t first = text.find_first_of(".,");
    if (first == text.npos) return std::nullopt;
    const char group = text[first];
    const char decimal = group == '.' ? ',' : '.';
    if (std::count(text.begin(), text.end(), group) < 2) return std::nullopt;
    const std::size_t end = std::min(text.find(decimal), text.size());
    std::string plain;
    std::size_t digits = 0;
    std::size_t groups = 0;
    for (const char c : text.substr(0, end)) {
        if (c == group) {
            if (digits == 0 || digits > 3 || (groups > 0 && digits != 3)) return std::nullopt;
            ++groups;
            digits = 0;
            continue;
        }
        if (!is_digit(c)) return std::nullopt;
        ++digits;
        plain += c;
    }
    if (digits != 3) return std::nullopt;
    if (end == text.size()) return plain;
    const std::string_view rest = text.substr(end + 1);
    if (rest.find_first_not_of("0123456789") != rest.npos) return std::nullopt;
    return plain + "." + std::string(rest);
}

/// The number in plain form ("-5019573.5"); empty when spaces do not stand before groups of three
/// digits or when there are two decimal marks.
std::string plain_form(std::string_view text) {
    if (const auto grouped = without_groups(text)) return *grouped;
    std::string plain;
    std::size_t group = 0;
    bool grouped = false;
    bool decimals = false;
    while (!text.empty()) {
        if (const std::size_t length = space_at(text)) {
            if (decimals || group == 0 || group > 3 || (grouped && group != 3)) return {};
            grouped = true;
            group = 0;
            text.remove_prefix(length);
            continue;
        }
        const char c = text.front();
        text.remove_prefix(1);
        if (c == ',' || c == '.') {
            if (decimals || (grouped && group != 3)) return {};
            decimals = true;
            plain += '.';
            continue;
        }
        if (is_digit(c)) ++group;
        plain += c;
    }
    if (grouped && !decimals && group != 3) return {};
    return plain;
}

}  // namespace

std::optional<Maybe<double>> parse_number(std::string_view text) {
    text = without_outer_spaces(text);
    if (const auto absence = marker(text)) return Maybe<double>(*absence);
    if (text.ends_with('%')) text = without_outer_spaces(text.substr(0, text.size() - 1));
    bool negative = false;
    if (text.starts_with("\xE2\x88\x92")) {
        negative = true;
        text.remove_prefix(3);
    } else if (text.starts_with('-') || text.starts_with('+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const std::string plain = plain_form(text);
    // A digit or a decimal mark must come first: refuses "nan", "inf" and a second sign.
    if (plain.empty() || !(is_digit(plain[0]) || plain[0] == '.')) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error != std::errc{} || end != plain.data() + plain.size() || !std::isfinite(value))
        return std::nullopt;
    return Maybe<double>(negative ? -value : value);
}

}  // namespace lisiere::io
