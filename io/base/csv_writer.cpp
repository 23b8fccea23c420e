// SPDX-License-Identifier: Apache-2.0
#include "io/base/csv_writer.hpp"

#include <algorithm>
#include <array>

#include "engine/core/ascii.hpp"

namespace lisiere::io {
namespace {

bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Takes one of `parts` off the front.
template <std::size_t N>
bool take(std::string_view& text, const std::array<std::string_view, N>& parts) {
    for (const std::string_view part : parts)
        if (text.starts_with(part)) {
            text.remove_prefix(part.size());
            return true;
        }
    return false;
}

void take_digits(std::string_view& text) {
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
}

/// "-1,48", "-0.5", "-5 019 573", "-3.2e-5", "-12 %": nothing that can be computed.
bool is_negative_number(std::string_view text) {
    constexpr std::array<std::string_view, 3> spaces{" ", "\u00a0", "\u202f"};
    constexpr std::array<std::string_view, 2> points{".", ","};
    constexpr std::array<std::string_view, 2> powers{"e", "E"};
    constexpr std::array<std::string_view, 2> signs{"+", "-"};
    constexpr std::array<std::string_view, 1> percent{"%"};
    if (!text.starts_with('-')) return false;
    text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    take_digits(text);
    for (std::string_view rest = text; take(rest, spaces) && rest.size() >= 3;) {
        if (!std::all_of(rest.begin(), rest.begin() + 3, is_digit)) break;
        text = rest.substr(3);
        rest = text;
    }
    if (take(text, points)) take_digits(text);
    if (std::string_view rest = text; take(rest, powers)) {
        take(rest, signs);
        if (rest.empty() || !is_digit(rest.front())) return false;
        take_digits(rest);
        text = rest;
    }
    if (std::string_view rest = text; (take(rest, spaces), take(rest, percent))) text = rest;
    return text.empty();
}

}  // namespace

bool starts_a_formula(std::string_view text) {
    // Blanks of Unicode, marks of byte order and of width, quotes.
    constexpr std::array<std::string_view, 9> stripped{
        " ", "\"", "\u00a0", "\u202f", "\u2007", "\u3000", "\u200b", "\u2060", "\ufeff"};
    constexpr std::array<std::string_view, 13> starts{
        "=", "+", "-", "@", "\t", "\r", "\n", "\v", "\f", "\uff1d", "\uff0b", "\uff0d", "\uff20"};
    if (text.empty() || is_letter_or_digit(text.front())) return false;  // nearly every cell
    while (take(text, stripped)) continue;
    std::string_view rest = text;
    return take(rest, starts) && !is_negative_number(text);
}

void append_csv_field(std::string& out, std::string_view text, char delimiter) {
    const bool guarded = starts_a_formula(text);
    const std::array<char, 4> special{delimiter, '"', '\r', '\n'};
    if (text.find_first_of(std::string_view(special.data(), special.size())) == text.npos) {
        if (guarded) out += '\'';
        out += text;
        return;
    }
    out += '"';
    if (guarded) out += '\'';
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

}  // namespace lisiere::io
