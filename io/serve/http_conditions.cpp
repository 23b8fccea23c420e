// SPDX-License-Identifier: Apache-2.0
#include "io/serve/http_conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace lisiere::io {
namespace {

constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Is `tag` in a list of them, or the list "*"? Tags marked as weak count only where `weak`.
bool names(std::string_view list, std::string_view tag, bool weak) {
    while (!list.empty()) {
        const char c = list.front();
        if (c == ' ' || c == '\t' || c == ',') {
            list.remove_prefix(1);
            continue;
        }
        if (c == '*') return true;
        const bool marked = list.starts_with("W/");
        if (marked) list.remove_prefix(2);
        const std::size_t end = list.starts_with('"') ? list.find('"', 1) : list.npos;
        if (end == list.npos) return false;  // no list of tags
        if (list.substr(0, end + 1) == tag && (weak || !marked)) return true;
        list.remove_prefix(end + 1);
    }
    return false;
}

}  // namespace

Verdict check(const Conditions& asked, const FileVersion& file) {
    if (asked.if_match) {
        if (!names(*asked.if_match, file.tag, false)) return Verdict::failed;
    } else if (asked.if_unmodified_since) {
        const auto since = parse_http_date(*asked.if_unmodified_since);
        if (since && file.modified > *since) return Verdict::failed;
    }
    if (asked.if_none_match) {
        if (names(*asked.if_none_match, file.tag, true)) return Verdict::not_modified;
    } else if (asked.if_modified_since) {
        const auto since = parse_http_date(*asked.if_modified_since);
        if (since && file.modified <= *since) return Verdict::not_modified;
    }
    return Verdict::send;
}

bool range_holds(const Conditions& asked, const FileVersion& file) {
    if (!asked.if_range) return true;
    if (asked.if_range->starts_with('"')) return *asked.if_range == file.tag;
    return parse_http_date(*asked.if_range) == file.modified;
}

std::string http_date(std::int64_t seconds) {
    const std::time_t at = seconds;
    std::tm parts{};
    ::gmtime_r(&at, &parts);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                       months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900,
                       parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
    const std::string copy(text);
    std::array<char, 4> month{};
    std::tm parts{};
    int read = 0;
    if (std::sscanf(copy.c_str(), "%*3c, %2d %3c %4d %2d:%2d:%2d GMT%n", &parts.tm_mday,
                    month.data(), &parts.tm_year, &parts.tm_hour, &parts.tm_min, &parts.tm_sec,
                    &read) != 6 ||
        static_cast<std::size_t>(read) != copy.size())
        return std::nullopt;
    const auto known = std::find_if(months.begin(), months.end(), [&](const char* one) {
        return std::string_view(one) == month.data();
    });
    if (known == months.end()) return std::nullopt;
    parts.tm_mon = static_cast<int>(known - months.begin());
    parts.tm_year -= 1900;
    return ::timegm(&parts);
}

}  // namespace lisiere::io
