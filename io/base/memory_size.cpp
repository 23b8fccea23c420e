// SPDX-License-Identifier: Apache-2.0
#include "io/base/memory_size.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "io/base/numbers.hpp"

namespace lisiere::io {
namespace {

constexpr std::string_view prefixes = "KMGT";

}  // namespace

std::optional<std::uint64_t> parse_memory_size(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        if (c == ' ') continue;
        if (c == ',')
            plain += '.';
        else
            plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    double number = 0;
    const char* const last = plain.data() + plain.size();
    const auto [end, error] = std::from_chars(plain.data(), last, number, std::chars_format::fixed);
    if (error != std::errc{} || !(number > 0)) return std::nullopt;
    std::string_view unit(end, static_cast<std::size_t>(last - end));
    int power = 0;
    double base = 1024;
    if (!unit.empty()) {
        if (const std::size_t prefix = prefixes.find(unit.front()); prefix != prefixes.npos) {
            power = static_cast<int>(prefix) + 1;
            unit.remove_prefix(1);
        }
        if (unit == "O" || unit == "B")
            base = 1000;
        else if (!(unit.empty() || unit == "IO" || unit == "IB"))
            return std::nullopt;
    }
    const double bytes = std::floor(number * std::pow(base, power));
    constexpr double most = 1e18;
    if (!(bytes >= 1 && bytes <= most)) return std::nullopt;
    return static_cast<std::uint64_t>(bytes);
}

std::string memory_size_text(std::uint64_t bytes) {
    constexpr const char* units[] = {"octets", "Kio", "Mio", "Gio", "Tio"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < std::size(units)) {
        value /= 1024;
        ++unit;
    }
    return number_text(value, value < 100 && unit > 0 ? 1 : 0, "fr") + " " + units[unit];
}

}  // namespace lisiere::io
