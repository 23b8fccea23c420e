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
    if (!typical.weekday) return "fournir des horaires qui couvrent la date";
    return "prendre le " + transit::iso_date(*typical.weekday) + " (" + typical.reason + ")";
}

/// The day of each type, and of how many days it is the median.
void note_days(const RunDays& days, Notices& notices) {
    for (const transit::DayType type : transit::all_day_types) {
        std::string text = std::string(to_text(type)) + " : ";
        const std::optional<Day> day = days.service.of(type);
        const auto choice =
            std::find_if(days.typical.choices.begin(), days.typical.choices.end(),
                         [&](const transit::DayChoice& c) { return c.type == type; });
        if (!day)
            text += "aucun jour de ce type dans la validité des horaires";
        else if (choice != days.typical.choices.end() && choice->day == *day)
            text += fmt::format(
                "{}, {} courses, le plus ordinaire de {} jour(s) dont {} desservi(s)",
                transit::iso_date(*day), choice->trips, choice->candidates, choice->served);
        else
            text += transit::iso_date(*day) + ", jour de la configuration";
        notices.add(Severity::info, "jours_desserte", layer,
                    "jours dont on compte les départs, un par type (les jours fériés sont des "
                    "dimanches ; un jour sans course compte pour 0) ; NULL pour un type sans jour",
                    text);
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
            notices.add(Severity::avertissement, "jeu_sans_course", layer,
                        "jeux d'horaires sans aucune course le jour du calcul : leurs lignes "
                        "comptent comme absentes",
                        timetable.feeds()[feed]);
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
                Severity::avertissement, "jour_peu_desservi", layer,
                "la date du calcul a moins de 20 % des courses d'un mardi à jeudi médian ; " +
                    proposal(typical),
                transit::iso_date(date));
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
        notices.add(Severity::info, "jour_type", layer,
                    "le jour du calcul est celui de la configuration", transit::iso_date(*wanted));
    } else {
        if (!days.typical.weekday)
            throw InputError({"horaires, choix du jour type", days.typical.reason,
                              "un mardi, mercredi ou jeudi avec du service ; il y en a " +
                                  dates_with_service(timetable),
                              "donner une date dans [calcul], ou d'autres horaires"});
        days.day = *days.typical.weekday;
        if (days.typical.median_weekday_trips == 0)
            notices.add(Severity::avertissement, "jour_type_sans_course", layer,
                        "aucune course ne circule la plupart des mardis, mercredis et jeudis : les "
                        "trajets en transports sont « non desservi » ; donner une date dans "
                        "[calcul] pour un jour où le service circule",
                        dates_with_service(timetable));
        notices.add(Severity::info, "jour_type", layer,
                    "le jour du calcul est choisi dans les horaires : " + days.typical.reason,
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
    notices.add(Severity::avertissement, "fenetre_peu_desservie", layer,
                fmt::format("peu de courses partent entre {} et {} ({}), contre {} entre {} et {}",
                            hour(window.start.count()), hour(window.end.count()), service.trips,
                            service.busiest_trips, hour(service.busiest_start.count()),
                            hour(service.busiest_start.count() + length)),
                transit::iso_date(day.day()));
}

void warn_about_periods(const transit::Timetable& timetable, const transit::ServiceDays& days,
                        const std::vector<transit::Period>& periods, Notices& notices) {
    const auto covered = transit::coverage(timetable, days, periods);
    for (std::size_t feed = 0; feed < timetable.feeds().size(); ++feed)
        for (std::size_t p = 0; p < periods.size(); ++p) {
            const std::string sample = timetable.feeds()[feed] + " : " + periods[p].id;
            if (covered[feed][p] == transit::Coverage::hardly)
                notices.add(Severity::avertissement, "periode_hors_horaires", layer,
                            "le jeu n'a presque pas de courses à la plupart des heures de la "
                            "période : il est tenu pour coupé, la desserte y est NULL et non 0",
                            sample);
            if (covered[feed][p] == transit::Coverage::partial)
                notices.add(Severity::avertissement, "periode_partielle", layer,
                            "le jeu n'a presque pas de courses à certaines heures de la période : "
                            "la desserte y est sous-estimée",
                            sample);
        }
}

std::vector<std::string> past_feeds(const transit::Timetable& timetable, Day day) {
    std::vector<std::string> past;
    const auto validities = transit::feed_validities(timetable);
    for (std::size_t feed = 0; feed < validities.size(); ++feed) {
        if (validities[feed].stretches.empty()) continue;
        const Day last = validities[feed].stretches.back().last;
        if (last < day)
            past.push_back(fmt::format(
                "{} : jusqu'au {}",
                feed < timetable.feeds().size() ? timetable.feeds()[feed] : std::string("horaires"),
                transit::iso_date(last)));
    }
    return past;
}

void warn_about_past_feeds(const transit::Timetable& timetable, Day day, Notices& notices) {
    for (const std::string& feed : past_feeds(timetable, day))
        notices.add(Severity::avertissement, "horaires_perimes", layer,
                    fmt::format("jeux d'horaires dont la validité est passée le {} : ce qui est "
                                "publié est le service d'avant ; demander le suivant",
                                transit::iso_date(day)),
                    feed);
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
                        "jeux d'horaires dont stop_lat et stop_lon paraissent échangés : aucun "
                        "arrêt dans la zone d'étude, ils ne comptent pour rien ; les remettre en "
                        "ordre dans stops.txt",
                        timetable.feeds()[feed]);
        else
            notices.add(Severity::avertissement, "horaires_hors_territoire", layer,
                        "jeux d'horaires sans aucun arrêt dans la zone d'étude : ils ne comptent "
                        "pour rien ; est-ce le bon réseau ?",
                        timetable.feeds()[feed]);
    }
    return found;
}

}  // namespace lisiere::io
