// SPDX-License-Identifier: Apache-2.0
#include "io/reference/gtfs_text.hpp"

#include <charconv>
#include <chrono>
#include <cmath>

#include "engine/core/ascii.hpp"

namespace lisiere::io {
namespace {

/// The two digits at `text`; -1 when they are not two.
int two_digits(const char* text) {
    return is_digit(text[0]) && is_digit(text[1]) ? (text[0] - '0') * 10 + (text[1] - '0') : -1;
}

template <class Number>
std::optional<Number> parse(std::string_view text) {
    Number value{};
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::optional<std::int32_t> parse_gtfs_time(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos || colon == 0 || colon > 3) return std::nullopt;
    const std::string_view rest = text.substr(colon + 1);
    std::int32_t hours = 0;
    for (const char c : text.substr(0, colon)) {
        if (!is_digit(c)) return std::nullopt;
        hours = hours * 10 + (c - '0');
    }
    if (rest.size() != 2 && (rest.size() != 5 || rest[2] != ':')) return std::nullopt;
    const int minutes = two_digits(rest.data());
    const int seconds = rest.size() == 5 ? two_digits(rest.data() + 3) : 0;
    if (minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return std::nullopt;
    return hours * 3600 + minutes * 60 + seconds;
}

std::optional<transit::Day> parse_gtfs_date(std::string_view text) {
    if (text.size() != 8) return std::nullopt;
    const auto number = parse<unsigned>(text);
    if (!number) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*number / 10000)),
                                           std::chrono::month(*number / 100 % 100),
                                           std::chrono::day(*number % 100)};
    // A timetable of another century is a slip; holidays are not defined in all of them.
    constexpr std::chrono::year first{1900};
    constexpr std::chrono::year last{2199};
    if (!date.ok() || date.year() < first || date.year() > last) return std::nullopt;
    return transit::Day(date);
}

std::optional<long> parse_whole(std::string_view text) {
    return parse<long>(text);
}

std::optional<double> parse_decimal(std::string_view text) {
    const auto value = parse<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace lisiere::io
