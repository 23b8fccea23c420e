// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "engine/transit/timetable.hpp"

namespace lisiere::io {

/// How much the clock of one place is ahead of another's.
struct ClockShift {
    std::int32_t seconds = 0;  ///< on most of the days; to be added to the hours of `from`
    std::size_t days = 0;      ///< looked at
    std::size_t others = 0;    ///< of these, days on which it differs (summer time begins apart)
};

/// Between two zones of the tz database ("Europe/London"), at noon of each day. nullopt when one of
/// the names is not known. Source of the rules: ICU.
std::optional<ClockShift> clock_shift(const std::string& from, const std::string& to,
                                      std::span<const transit::Day> days);

/// The zone of a territory, by the EPSG code of its working CRS (geodata/reference/fuseaux.csv);
/// empty where the table has none.
std::string time_zone_of(int epsg);

}  // namespace lisiere::io
