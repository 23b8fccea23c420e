// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/transit/timetable.hpp"

/// How GTFS writes times, dates and numbers; the tables of reference about timetables write them so
/// too.
namespace lisiere::io {

/// "8:05:00", "08:05:00", "25:30:00", "08:05" → seconds of the service day; nullopt when it is not
/// a time.
std::optional<std::int32_t> parse_gtfs_time(std::string_view text);
/// "20260317"; nullopt when it is not a date.
std::optional<transit::Day> parse_gtfs_date(std::string_view text);
/// A whole number, or a decimal one, with a dot; nullopt when it is not one.
std::optional<long> parse_whole(std::string_view text);
std::optional<double> parse_decimal(std::string_view text);

}  // namespace lisiere::io
