// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "engine/core/notice.hpp"
#include "engine/transit/desserte.hpp"
#include "engine/transit/raptor.hpp"
#include "engine/transit/service_day.hpp"

namespace lisiere::io {

/// Refuses a day without service and warns about one with little: no walk-only result without a
/// word. InputError when no trip runs on `date`: it gives the dates with service and the one
/// proposed. Notice `jour_peu_desservi` under 20 % of the median weekday.
void require_service(const transit::Timetable& timetable, transit::Day date, Notices& notices);

/// The days of a run.
struct RunDays {
    transit::Day day;              ///< for travel times: `wanted`, else the typical weekday
    transit::ServiceDays service;  ///< for desserte: typical weekday, Saturday, Sunday
    transit::TypicalDays typical;
};
/// Chooses them. `wanted` goes through require_service; when it is a Tuesday to Thursday it is also
/// the weekday of desserte. Notice `jour_type` says which day was chosen and why. InputError when
/// there is neither a wanted date nor a Tuesday to Thursday with service.
RunDays run_days(const transit::Timetable& timetable, std::optional<transit::Day> wanted,
                 Notices& notices);

/// Notice `fenetre_peu_desservie` when the window has under 20 % of the trips of the busiest one of
/// its length.
void warn_about_window(const transit::DayTimetable& day, const transit::DepartureWindow& window,
                       Notices& notices);

/// The days with service as French text: "du 2026-03-13 au 2026-06-26 (98 jours)"; gaps of up to a
/// week are not told.
std::string dates_with_service(const transit::Timetable& timetable);

}  // namespace lisiere::io
