// SPDX-License-Identifier: Apache-2.0
#include "io/base/siret.hpp"

#include <algorithm>

#include "engine/core/ascii.hpp"

namespace lisiere::io {

std::string siret_of(std::string_view text) {
    constexpr std::size_t length = 14;
    std::string digits;
    for (const char c : text) {
        if (c == ' ' || c == '.') continue;
        if (!is_digit(c)) return {};
        digits += c;
    }
    const bool blank = std::all_of(digits.begin(), digits.end(), [](char c) { return c == '0'; });
    return digits.size() == length && !blank ? digits : std::string();
}

}  // namespace lisiere::io
