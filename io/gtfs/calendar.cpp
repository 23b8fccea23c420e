// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/calendar.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/gtfs/table.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io {
namespace {
using transit::Day;

/// A service of more than this many days is a mistake in a date (2018 typed 20180, end of 2099...).
constexpr std::chrono::days longest{366 * 30};
/// Of all the services of a feed: five thousand services of ten years.
constexpr std::size_t most_days = 20'000'000;

std::vector<Day>& days_of(Calendar& calendar, std::string_view service) {
    const std::uint32_t number = calendar.ids.insert(service);
    if (number == calendar.days.size()) {
        calendar.days.push_back({});
        calendar.spans.push_back({});
    }
    return calendar.days[transit::ServiceIdx{number}];
}

struct Exception {
    std::uint32_t service = 0;
    Day day;
    bool added = false;
};

/// The last word on a service and a day counts.
void apply(std::vector<Exception>& exceptions, Calendar& calendar) {
    std::stable_sort(exceptions.begin(), exceptions.end(),
                     [](const Exception& a, const Exception& b) {
                         return std::pair(a.service, a.day) < std::pair(b.service, b.day);
                     });
    for (auto at = exceptions.begin(); at != exceptions.end();) {
        std::vector<Day>& days = calendar.days[transit::ServiceIdx{at->service}];
        std::vector<Day> result;
        auto usual = days.begin();
        const std::uint32_t service = at->service;
        for (; at != exceptions.end() && at->service == service; ++at) {
            if (std::next(at) != exceptions.end() && std::next(at)->service == service &&
                std::next(at)->day == at->day)
                continue;
            for (; usual != days.end() && *usual < at->day; ++usual) result.push_back(*usual);
            if (usual != days.end() && *usual == at->day) ++usual;
            if (at->added) result.push_back(at->day);
        }
        result.insert(result.end(), usual, days.end());
        days = std::move(result);
    }
}

}  // namespace

Calendar read_calendar(const FeedFiles& feed, Notices& notices) {
    Calendar calendar;
    std::size_t readable = 0;
    std::string unreadable;
    const auto bad_date = [&](const GtfsRow& row, const char* file, std::string_view date) {
        const std::string_view text = date.substr(0, 40);
        notices.add(Severity::avertissement, "date_illisible", feed.name(),
                    {{"fichier", file}, {"ligne", row.line()}, {"date", text}});
        if (unreadable.empty())
            unreadable = fmt::format("{}, ligne {} : « {} »", file, row.line(), text);
    };
    std::size_t total = 0;
    const bool weekly = read_gtfs_table(
        feed, "calendar.txt",
        {{"service_id", true},
         {"monday"},
         {"tuesday"},
         {"wednesday"},
         {"thursday"},
         {"friday"},
         {"saturday"},
         {"sunday"},
         {"start_date", true},
         {"end_date", true}},
        [&](const GtfsRow& row) {
            std::vector<Day>& days = days_of(calendar, row[0]);
            const auto first = parse_gtfs_date(row[8]);
            auto last = parse_gtfs_date(row[9]);
            if (!first || !last) return bad_date(row, "calendar.txt", first ? row[9] : row[8]);
            ++readable;
            if (*last - *first > longest) {
                notices.add(Severity::avertissement, "calendrier_trop_long", feed.name(), row[0]);
                last = *first + longest;
            }
            std::array<bool, 7> runs{};
            for (std::size_t day = 0; day < 7; ++day) runs[day] = row[1 + day] == "1";
            if (*first <= *last) total += static_cast<std::size_t>((*last - *first).count()) + 1;
            if (total > most_days)
                throw InputError(
                    {feed.name() + ", calendar.txt, ligne " + std::to_string(row.line()),
                     "plus de " + std::to_string(most_days) +
                         " jours de service jusqu'à cette ligne",
                     "des services d'une saison ou d'une année",
                     "vérifier start_date et end_date"});
            for (Day day = *first; day <= *last; day += std::chrono::days{1})
                if (runs[std::chrono::weekday{day}.iso_encoding() - 1]) days.push_back(day);
            if (days.empty() || *last < *first) return;
            auto& span = calendar.spans[transit::ServiceIdx{calendar.ids.find(row[0])}];
            span =
                span ? transit::DayRange{std::min(span->first, *first), std::max(span->last, *last)}
                     : transit::DayRange{*first, *last};
        });
    for (std::vector<Day>& days : calendar.days) {
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
    }
    std::vector<Exception> exceptions;
    const bool dated = read_gtfs_table(
        feed, "calendar_dates.txt",
        {{"service_id", true}, {"date", true}, {"exception_type", true}}, [&](const GtfsRow& row) {
            days_of(calendar, row[0]);
            const auto day = parse_gtfs_date(row[1]);
            if (!day) return bad_date(row, "calendar_dates.txt", row[1]);
            ++readable;
            if (row[2] == "1" || row[2] == "2")
                exceptions.push_back({calendar.ids.find(row[0]), *day, row[2] == "1"});
        });
    apply(exceptions, calendar);
    if (!weekly && !dated)
        throw InputError({feed.name(), "ni calendar.txt ni calendar_dates.txt",
                          "l'un des deux, qui dit quels jours circulent les courses",
                          "demander un export GTFS complet au producteur"});
    if (readable == 0 && !unreadable.empty())
        throw InputError(
            {feed.name() + ", " + unreadable, "aucune date lisible",
             "des dates écrites AAAAMMJJ, comme 20260105",
             "corriger le fichier, ou demander un export GTFS conforme au producteur"});
    return calendar;
}

}  // namespace lisiere::io
