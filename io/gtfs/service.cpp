// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/service.hpp"

#include <chrono>
#include <vector>

#include <fmt/format.h>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace {
using transit::Day;

constexpr const char* layer = "horaires";

std::string hour(std::int32_t seconds) {
    return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
}

std::string proposal(const transit::TypicalDays& typical) {
    if (!typical.weekday) return "fournir des horaires qui couvrent la date";
    return "prendre le " + transit::iso_date(*typical.weekday) + " (" + typical.reason + ")";
}

}  // namespace

std::string dates_with_service(const transit::Timetable& timetable) {
    struct Range {
        Day first;
        Day last;
        std::size_t days = 1;
    };
    std::vector<Range> ranges;
    for (const transit::DayService& service : service_by_day(timetable)) {
        if (service.trips == 0) continue;
        if (!ranges.empty() && service.day - ranges.back().last <= std::chrono::days{7}) {
            ranges.back().last = service.day;
            ++ranges.back().days;
        } else {
            ranges.push_back({service.day, service.day});
        }
    }
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

void require_service(const transit::Timetable& timetable, Day date, Notices& notices) {
    const transit::TypicalDays typical = typical_days(timetable);
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
                Severity::avertissement, "jour_peu_desservi", layer,
                "la date du calcul a moins de 20 % des courses d'un mardi à jeudi médian ; " +
                    proposal(typical),
                transit::iso_date(date));
    }
}

RunDays run_days(const transit::Timetable& timetable, std::optional<Day> wanted, Notices& notices) {
    RunDays days;
    days.typical = typical_days(timetable);
    days.service = {days.typical.weekday, days.typical.saturday, days.typical.sunday};
    if (wanted) {
        require_service(timetable, *wanted, notices);
        days.day = *wanted;
        const std::chrono::weekday weekday{*wanted};
        if (weekday == std::chrono::Tuesday || weekday == std::chrono::Wednesday ||
            weekday == std::chrono::Thursday)
            days.service.ouvrable = wanted;
        notices.add(Severity::info, "jour_type", layer,
                    "le jour du calcul est celui de la configuration", transit::iso_date(*wanted));
        return days;
    }
    if (!days.typical.weekday)
        throw InputError({"horaires, choix du jour type", days.typical.reason,
                          "un mardi, mercredi ou jeudi avec du service ; il y en a " +
                              dates_with_service(timetable),
                          "donner une date dans [calcul], ou d'autres horaires"});
    days.day = *days.typical.weekday;
    notices.add(Severity::info, "jour_type", layer,
                "le jour du calcul est choisi dans les horaires : " + days.typical.reason,
                transit::iso_date(days.day));
    return days;
}

void warn_about_window(const transit::DayTimetable& day, const transit::DepartureWindow& window,
                       Notices& notices) {
    const transit::WindowService service = window_service(day, window.start, window.end);
    if (!service.sparse()) return;
    const std::int32_t length = (window.end - window.start).count();
    notices.add(Severity::avertissement, "fenetre_peu_desservie", layer,
                fmt::format("peu de courses partent entre {} et {} ({}), contre {} entre {} et {}",
                            hour(window.start.count()), hour(window.end.count()), service.trips,
                            service.busiest_trips, hour(service.busiest_start.count()),
                            hour(service.busiest_start.count() + length)),
                transit::iso_date(day.day()));
}

}  // namespace lisiere::io
