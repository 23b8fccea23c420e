// SPDX-License-Identifier: Apache-2.0
#include "io/layers/inspire_grid.hpp"

#include <charconv>
#include <string>

namespace lisiere::io {
namespace {

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Takes `word` off the front, in any case.
bool take(std::string_view& text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (upper(text[i]) != word[i]) return false;
    text.remove_prefix(word.size());
    return true;
}

template <class Number>
bool take_number(std::string_view& text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

}  // namespace

std::optional<GridSquare> parse_grid_id(std::string_view id) {
    GridSquare square;
    square.epsg = 3035;
    if (take(id, "CRS") && (!take_number(id, square.epsg) || !take(id, "RES"))) return std::nullopt;
    long size = 0;
    long north = 0;
    long east = 0;
    // Metres; a degree of grid or more is no grid of people, and north and east stay on the Earth.
    constexpr long largest_m = 100000;
    constexpr long farthest_m = 100000000;
    const auto far = [](long metres) { return metres < -farthest_m || metres > farthest_m; };
    if (!take_number(id, size) || size <= 0 || size > largest_m) return std::nullopt;
    const bool kilometres = take(id, "K");
    if (!take(id, "M") || !take(id, "N") || !take_number(id, north) || !take(id, "E") ||
        !take_number(id, east) || !id.empty() || far(north) || far(east))
        return std::nullopt;
    square.size = static_cast<double>(kilometres ? size * 1000 : size);
    square.south = static_cast<double>(north);
    square.west = static_cast<double>(east);
    return square;
}

}  // namespace lisiere::io
