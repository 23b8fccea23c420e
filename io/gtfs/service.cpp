// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/service.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

#include <fmt/format.h>

#include "engine/transit/coverage.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {
using transit::Day;

constexpr const char* layer = "horaires";

std::string hour(std::int32_t seconds) {
    return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
}

std::string proposal(const transit::TypicalDays& typical) {
    return typical.weekday ? "prendre le " + ordinary_weekday(typical)
                           : "fournir des horaires qui couvrent la date";
}

/// The day of each type, and of how many days it is the median.
void note_days(const RunDays& days, Notices& notices) {
    for (const transit::DayType type : transit::all_day_types) {
        const std::optional<Day> day = days.service.of(type);
        const auto choice =
            std::find_if(days.typical.choices.begin(), days.typical.choices.end(),
                         [&](const transit::DayChoice& c) { return c.type == type; });
        const bool ordinary = day && choice != days.typical.choices.end() && choice->day == *day;
        const transit::DayChoice counted = ordinary ? *choice : transit::DayChoice{};
        notices.add(Severity::info, "jours_desserte", layer,
                    {{"type", to_text(type)},
                     {"choix", !day       ? "aucun"
                               : ordinary ? "ordinaire"
                                          : "configuration"},
                     {"jour", day ? transit::iso_date(*day) : std::string()},
                     {"courses", counted.trips},
                     {"jours", counted.candidates},
                     {"desservis", counted.served}});
    }
}

/// Feeds that run on some day, but not on this one.
void note_silent_feeds(const transit::Timetable& timetable, Day day, Notices& notices) {
    const auto& services = timetable.services();
    std::vector<char> runs(timetable.feeds().size(), 0);
    for (const transit::ServiceIdx s : indices<transit::ServiceIdx>(services.size()))
        if (std::binary_search(services[s].begin(), services[s].end(), day))
            runs[timetable.feed_of(s)] = 1;
    for (std::size_t feed = 0; feed < runs.size(); ++feed)
        if (runs[feed] == 0)
            notices.add(Severity::avertissement, "jeu_sans_course", layer, timetable.feeds()[feed]);
}

}  // namespace

std::string ordinary_weekday(const transit::TypicalDays& typical) {
    if (!typical.weekday) return "aucun mardi, mercredi ou jeudi dans la validité des horaires";
    const transit::DayChoice& choice = typical.choices.front();
    return fmt::format("{} ({} courses, nombre ordinaire de {} mardis, mercredis et jeudis)",
                       transit::iso_date(*typical.weekday), choice.trips, choice.candidates);
}

std::vector<ServiceRange> service_ranges(const transit::Timetable& timetable) {
    std::vector<ServiceRange> ranges;
    for (const transit::DayService& service : service_by_day(timetable)) {
        if (service.trips == 0) continue;
        if (!ranges.empty() && service.day - ranges.back().last <= std::chrono::days{7}) {
            ranges.back().last = service.day;
            ++ranges.back().days;
        } else {
            ranges.push_back({service.day, service.day});
        }
    }
    return ranges;
}

std::string dates_with_service(const transit::Timetable& timetable) {
    const std::vector<ServiceRange> ranges = service_ranges(timetable);
    if (ranges.empty()) return "aucune date";
    constexpr std::size_t told = 4;
    std::string text;
    for (std::size_t i = 0; i < ranges.size() && i < told; ++i)
        text += fmt::format("{}du {} au {} ({} jours)", i == 0 ? "" : ", ",
                            transit::iso_date(ranges[i].first), transit::iso_date(ranges[i].last),
                            ranges[i].days);
    if (ranges.size() > told)
        text += fmt::format(" et {} autres périodes jusqu'au {}", ranges.size() - told,
                            transit::iso_date(ranges.back().last));
    return text;
}

namespace {

/// The typical day has no trip: the dates that have, a few of them.
void note_day_without_trip(const transit::Timetable& timetable, Notices& notices) {
    notices.add(Severity::avertissement, "jour_type_sans_course", layer);
    for (const ServiceRange& range : service_ranges(timetable))
        notices.add(Severity::avertissement, "jour_type_sans_course", layer,
                    {{"premier", transit::iso_date(range.first)},
                     {"dernier", transit::iso_date(range.last)},
                     {"jours", range.days}},
                    0);
}

Finding chosen_day(const char* by, const RunDays& days) {
    const transit::TypicalDays& typical = days.typical;
    const transit::DayChoice ordinary =
        typical.weekday ? typical.choices.front() : transit::DayChoice{};
    return {"jour_type",
            {{"choix", by},
             {"jour", transit::iso_date(days.day)},
             {"courses", ordinary.trips},
             {"jours", ordinary.candidates},
             {"vacances", typical.weekday_is_holiday  ? "seules"
                          : typical.school_zone_known ? "hors"
                                                      : "inconnues"},
             {"jeux", ordinary.feeds}}};
}

}  // namespace

void require_service(const transit::Timetable& timetable, Day date,
                     const transit::Holidays& holidays, Notices& notices) {
    const transit::TypicalDays typical = typical_days(timetable, holidays);
    switch (verdict(timetable, date, typical)) {
        case transit::DayVerdict::ok:
            return;
        case transit::DayVerdict::empty:
            throw InputError({"horaires, date du calcul " + transit::iso_date(date),
                              "aucune course ne circule ce jour-là",
                              "une date avec du service : " + dates_with_service(timetable),
                              proposal(typical)});
        case transit::DayVerdict::sparse:
            notices.add(
                Severity::avertissement,
                {"jour_peu_desservi",
                 {{"propose", typical.weekday ? transit::iso_date(*typical.weekday) : "aucun"},
                  {"courses", typical.median_weekday_trips}}},
                layer, transit::iso_date(date));
    }
}

RunDays run_days(const transit::Timetable& timetable, std::optional<Day> wanted,
                 const transit::Holidays& holidays, Notices& notices) {
    RunDays days;
    days.typical = typical_days(timetable, holidays);
    days.service = {days.typical.weekday, days.typical.saturday, days.typical.sunday,
                    days.typical.weekday_in_holidays};
    if (wanted) {
        require_service(timetable, *wanted, holidays, notices);
        days.day = *wanted;
        const unsigned weekday = std::chrono::weekday{*wanted}.iso_encoding();
        const transit::DayType type = day_type(*wanted, holidays);
        if (2 <= weekday && weekday <= 4 && type == transit::DayType::ouvrable)
            days.service.ouvrable = wanted;
        if (2 <= weekday && weekday <= 4 && type == transit::DayType::ouvrable_vacances)
            days.service.ouvrable_vacances = wanted;
        notices.add(Severity::info, chosen_day("configuration", days), layer,
                    transit::iso_date(*wanted));
    } else {
        if (!days.typical.weekday)
            throw InputError({"horaires, choix du jour type", ordinary_weekday(days.typical),
                              "un mardi, mercredi ou jeudi avec du service ; il y en a " +
                                  dates_with_service(timetable),
                              "donner une date dans [calcul], ou d'autres horaires"});
        days.day = *days.typical.weekday;
        if (days.typical.median_weekday_trips == 0) note_day_without_trip(timetable, notices);
        notices.add(Severity::info, chosen_day("horaires", days), layer,
                    transit::iso_date(days.day));
    }
    note_days(days, notices);
    note_silent_feeds(timetable, days.day, notices);
    return days;
}

void warn_about_window(const transit::DayTimetable& day, const transit::DepartureWindow& window,
                       Notices& notices) {
    const transit::WindowService service = window_service(day, window.start, window.end);
    if (!service.sparse()) return;
    const std::int32_t length = (window.end - window.start).count();
    notices.add(Severity::avertissement,
                {"fenetre_peu_desservie",
                 {{"debut", hour(window.start.count())},
                  {"fin", hour(window.end.count())},
                  {"courses", service.trips},
                  {"plus", service.busiest_trips},
                  {"debut_plus", hour(service.busiest_start.count())},
                  {"fin_plus", hour(service.busiest_start.count() + length)}}},
                layer, transit::iso_date(day.day()));
}

void warn_about_periods(const transit::Timetable& timetable, const transit::ServiceDays& days,
                        const std::vector<transit::Period>& periods, Notices& notices) {
    const auto covered = transit::coverage(timetable, days, periods);
    for (std::size_t feed = 0; feed < timetable.feeds().size(); ++feed)
        for (std::size_t p = 0; p < periods.size(); ++p) {
            const Sample sample{{"jeu", timetable.feeds()[feed]}, {"periode", periods[p].id}};
            if (covered[feed][p] == transit::Coverage::hardly)
                notices.add(Severity::avertissement, "periode_hors_horaires", layer, sample);
            if (covered[feed][p] == transit::Coverage::partial)
                notices.add(Severity::avertissement, "periode_partielle", layer, sample);
        }
}

std::vector<PastFeed> past_feeds(const transit::Timetable& timetable, Day day) {
    std::vector<PastFeed> past;
    const auto validities = transit::feed_validities(timetable);
    for (std::size_t feed = 0; feed < validities.size(); ++feed) {
        if (validities[feed].stretches.empty()) continue;
        const Day last = validities[feed].stretches.back().last;
        if (last < day)
            past.push_back(
                {feed < timetable.feeds().size() ? timetable.feeds()[feed] : layer, last});
    }
    return past;
}

void warn_about_past_feeds(const transit::Timetable& timetable, Day day, Notices& notices) {
    for (const PastFeed& feed : past_feeds(timetable, day))
        notices.add(Severity::avertissement,
                    {"horaires_perimes", {{"jour", transit::iso_date(day)}}}, layer,
                    {{"jeu", feed.name}, {"dernier", transit::iso_date(feed.last)}});
}

std::size_t near_feeds(const transit::Timetable& timetable, const geo::Box& study_area,
                       const Exchange& exchange, Notices& notices) {
    std::vector<std::size_t> stops(timetable.feeds().size(), 0);
    std::vector<std::size_t> near(stops.size(), 0);
    for (const transit::Stop& stop : timetable.stops()) {
        ++stops[stop.feed];
        near[stop.feed] += study_area.contains(stop.at) ? 1 : 0;
    }
    std::vector<std::size_t> exchanged(stops.size(), 0);
    for (const transit::Stop& stop : timetable.stops())
        if (near[stop.feed] == 0)
            exchanged[stop.feed] += study_area.contains(exchange(stop.at)) ? 1 : 0;
    std::size_t found = 0;
    for (std::size_t feed = 0; feed < stops.size(); ++feed) {
        if (near[feed] > 0)
            ++found;
        else if (2 * exchanged[feed] > stops[feed])
            notices.add(Severity::avertissement, "coordonnees_echangees", layer,
                        timetable.feeds()[feed]);
        else
            notices.add(Severity::avertissement, "horaires_hors_territoire", layer,
                        timetable.feeds()[feed]);
    }
    return found;
}

}  // namespace lisiere::io
