// SPDX-License-Identifier: Apache-2.0
#include "io/serve/http_range.hpp"

#include <algorithm>
#include <charconv>

namespace lisiere::io {
namespace {

/// Digits only: signs and spaces are no part of a position.
std::optional<std::uint64_t> position(std::string_view text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
    return value;
}

}  // namespace

RangeRequest parse_range(std::optional<std::string_view> header, std::uint64_t size) {
    constexpr std::string_view unit = "bytes=";
    constexpr RangeRequest whole;
    if (!header || !header->starts_with(unit)) return whole;
    const std::string_view range = header->substr(unit.size());
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos) return whole;
    const std::string_view from = range.substr(0, dash);
    const std::string_view to = range.substr(dash + 1);
    const auto first = position(from);
    const auto last = position(to);

    if (from.empty()) {  // the last bytes
        if (!last) return whole;
        if (*last == 0 || size == 0) return {RangeRequest::Kind::outside, {}};
        return {RangeRequest::Kind::part, {size - std::min(*last, size), size - 1}};
    }
    if (!first || (!to.empty() && !last) || (last && *last < *first)) return whole;
    if (*first >= size) return {RangeRequest::Kind::outside, {}};
    return {RangeRequest::Kind::part, {*first, last ? std::min(*last, size - 1) : size - 1}};
}

}  // namespace lisiere::io
