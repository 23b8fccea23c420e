// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/desserte.hpp"
#include "engine/transit/raptor.hpp"
#include "engine/transit/service_day.hpp"

namespace lisiere::io {

/// Refuses a day without service and warns about one with little: no walk-only result without a
/// word. InputError when no trip runs on `date`: it gives the dates with service and the one
/// proposed. Notice `jour_peu_desservi` under 20 % of the median weekday.
void require_service(const transit::Timetable& timetable, transit::Day date,
                     const transit::Holidays& holidays, Notices& notices);

/// The days of a run.
struct RunDays {
    transit::Day day;              ///< for travel times: `wanted`, else the typical weekday
    transit::ServiceDays service;  ///< for desserte: the typical day of each type
    transit::TypicalDays typical;
};
/// Chooses them. `wanted` goes through require_service; when it is a Tuesday to Thursday and no
/// public holiday, it is also the day of desserte of its type. Notices: `jour_type` says which day
/// was chosen and why; `jours_desserte` the day of each type, its trips and of how many days it is
/// the median, or that there is none; `jeu_sans_course` a feed without a trip on the day.
/// InputError when there is neither a wanted date nor a Tuesday to Thursday with service.
RunDays run_days(const transit::Timetable& timetable, std::optional<transit::Day> wanted,
                 const transit::Holidays& holidays, Notices& notices);

/// Notice `fenetre_peu_desservie` when the window has under 20 % of the trips of the busiest one of
/// its length.
void warn_about_window(const transit::DayTimetable& day, const transit::DepartureWindow& window,
                       Notices& notices);

/// Notices of periods that the feeds do not cover on the day of their type: `periode_hors_horaires`
/// (more than half of its hours: desserte is NULL) and `periode_partielle` (some hours: it is too
/// low). Samples: feed and period.
void warn_about_periods(const transit::Timetable& timetable, const transit::ServiceDays& days,
                        const std::vector<transit::Period>& periods, Notices& notices);

struct PastFeed {
    std::string name;
    transit::Day last;
};
/// Feeds whose last day is before `day`.
std::vector<PastFeed> past_feeds(const transit::Timetable& timetable, transit::Day day);

/// Notice `horaires_perimes` of the feeds that are over on `day`.
void warn_about_past_feeds(const transit::Timetable& timetable, transit::Day day, Notices& notices);

/// A place whose latitude and longitude are exchanged; not finite where that is nowhere.
using Exchange = std::function<geo::Point(const geo::Point&)>;

/// How many feeds have a stop in the study area. The others: notice `horaires_hors_territoire`, or
/// `coordonnees_echangees` where their stops would lie in it with latitude and longitude exchanged.
std::size_t near_feeds(const transit::Timetable& timetable, const geo::Box& study_area,
                       const Exchange& exchange, Notices& notices);

/// Days with service on end; gaps of up to a week do not count.
struct ServiceRange {
    transit::Day first;
    transit::Day last;
    std::size_t days = 1;  ///< with service
};
/// All of them, by day.
std::vector<ServiceRange> service_ranges(const transit::Timetable& timetable);

/// The typical weekday and what makes it ordinary, as French text for messages.
std::string ordinary_weekday(const transit::TypicalDays& typical);

/// The days with service as French text: "du 2026-03-13 au 2026-06-26 (98 jours)"; gaps of up to a
/// week are not told.
std::string dates_with_service(const transit::Timetable& timetable);

}  // namespace lisiere::io
