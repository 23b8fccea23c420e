// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

/// What kind of service a day is expected to have. A public holiday counts as a Sunday, whatever
/// its weekday; a Saturday in school holidays stays a Saturday.
enum class DayType { ouvrable, ouvrable_vacances, samedi, dimanche };
inline constexpr std::array all_day_types = {DayType::ouvrable, DayType::ouvrable_vacances,
                                             DayType::samedi, DayType::dimanche};
/// "ouvrable", "ouvrable_vacances", "samedi", "dimanche".
std::string_view to_text(DayType type);
std::optional<DayType> parse_day_type(std::string_view text);

/// Days on which a network does not run its ordinary service. Data, read by io from
/// geodata/reference/{jours_feries,vacances_scolaires}.csv.
struct Holidays {
    struct Range {
        Day first;
        Day last;  ///< inclusive
    };
    std::vector<Day> public_days;  ///< ascending
    /// School holidays of one zone, in any order; nullopt: the zone is not known, so that no day is
    /// `ouvrable_vacances`.
    std::optional<std::vector<Range>> school;
};

DayType day_type(Day day, const Holidays& holidays);

/// Easter Sunday of the Gregorian calendar, for years 1583 and later. Source: the anonymous
/// algorithm of 1876 (Meeus, Astronomical Algorithms, from the literature, not re-read).
Day easter_sunday(int year);

}  // namespace lisiere::transit
