// SPDX-License-Identifier: Apache-2.0
#include "io/reference/time_zones.hpp"

#include <unicode/timezone.h>

#include <algorithm>
#include <map>
#include <memory>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {
namespace {

std::unique_ptr<icu::TimeZone> zone(const std::string& name) {
    std::unique_ptr<icu::TimeZone> found(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (!found || *found == icu::TimeZone::getUnknown()) return nullptr;
    return found;
}

/// Ahead of UTC at noon of a day.
std::int32_t offset(const icu::TimeZone& zone, transit::Day day) {
    constexpr double half_a_day = 43200e3;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode error = U_ZERO_ERROR;
    const auto days = static_cast<double>(day.time_since_epoch().count());
    zone.getOffset(days * 86400e3 + half_a_day, false, raw, summer, error);
    return (raw + summer) / 1000;
}

}  // namespace

std::optional<ClockShift> clock_shift(const std::string& from, const std::string& to,
                                      std::span<const transit::Day> days) {
    const auto here = zone(from);
    const auto there = zone(to);
    if (!here || !there) return std::nullopt;
    std::map<std::int32_t, std::size_t> shifts;
    for (const transit::Day day : days) ++shifts[offset(*there, day) - offset(*here, day)];
    ClockShift shift;
    shift.days = days.size();
    if (shifts.empty()) return shift;
    const auto most =
        std::max_element(shifts.begin(), shifts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    shift.seconds = most->first;
    shift.others = days.size() - most->second;
    return shift;
}

std::string time_zone_of(int epsg) {
    const CsvTable table =
        read_csv_table((data_folder() / "geodata" / "reference" / "fuseaux.csv").string());
    const std::size_t code = table.require("epsg");
    const std::size_t name = table.require("fuseau");
    for (const std::vector<std::string>& row : table.rows)
        if (row[code] == std::to_string(epsg)) return row[name];
    return {};
}

}  // namespace lisiere::io
