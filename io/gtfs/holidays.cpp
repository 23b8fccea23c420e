// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/holidays.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "engine/transit/service_day.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io {
namespace {
using transit::Day;
using transit::Holidays;

[[noreturn]] void bad_line(const CsvTable& table, std::size_t row, const std::string& found,
                           const std::string& expected) {
    throw InputError({table.file + ", ligne " + std::to_string(table.lines[row]), found, expected,
                      "corriger la ligne"});
}

/// "2026-02-14".
std::optional<Day> parse_iso_date(std::string text) {
    std::erase(text, '-');
    return parse_gtfs_date(text);
}

/// The day of a year that "05-01" or "paques+39" names.
std::optional<Day> day_of_rule(const std::string& rule, int year) {
    constexpr std::string_view easter = "paques";
    if (rule.starts_with(easter)) {
        const auto days = parse_whole(std::string_view(rule).substr(easter.size()));
        if (!days) return std::nullopt;
        return transit::easter_sunday(year) + std::chrono::days{*days};
    }
    return parse_iso_date(std::to_string(year) + "-" + rule);
}

std::vector<Day> public_days(const std::filesystem::path& file, const std::string& regime,
                             int first_year, int last_year) {
    const CsvTable table = read_csv_table(file.string());
    const std::size_t rule = table.require("regle");
    const std::size_t where = table.require("regime");
    std::vector<Day> days;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string& of = table.rows[row][where];
        if (of != "france" && of != regime) continue;
        for (int year = first_year; year <= last_year; ++year) {
            const auto day = day_of_rule(table.rows[row][rule], year);
            if (!day)
                bad_line(table, row, "règle « " + table.rows[row][rule] + " »",
                         "MM-JJ ou paques+N");
            days.push_back(*day);
        }
    }
    std::sort(days.begin(), days.end());
    return days;
}

std::vector<Holidays::Range> school_holidays(const std::filesystem::path& file,
                                             const std::string& zone) {
    const CsvTable table = read_csv_table(file.string());
    const std::size_t zones = table.require("zones");
    const std::size_t first = table.require("debut");
    const std::size_t last = table.require("fin");
    std::vector<Holidays::Range> ranges;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::vector<std::string>& fields = table.rows[row];
        const auto from = parse_iso_date(fields[first]);
        const auto to = parse_iso_date(fields[last]);
        if (!from || !to || *to < *from)
            bad_line(table, row, "du « " + fields[first] + " » au « " + fields[last] + " »",
                     "deux dates AAAA-MM-JJ, la fin après le début");
        if (fields[zones].find(zone) != std::string::npos) ranges.push_back({*from, *to});
    }
    return ranges;
}

int year_of(Day day) {
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

}  // namespace

Holidays read_holidays(const HolidaySettings& settings, const transit::Timetable& timetable,
                       Notices& notices, const std::filesystem::path& reference_folder) {
    Holidays holidays;
    const auto days = service_by_day(timetable);
    if (days.empty()) return holidays;
    const Day first = days.front().day;
    const Day last = days.back().day;
    if (settings.regime != "aucun")
        holidays.public_days = public_days(reference_folder / "jours_feries.csv", settings.regime,
                                           year_of(first), year_of(last));
    if (settings.zone.empty()) {
        notices.add(Severity::info, "zone_scolaire_inconnue", "horaires",
                    {{"cle", "zone_scolaire"}});
        return holidays;
    }
    holidays.school = school_holidays(reference_folder / "vacances_scolaires.csv", settings.zone);
    const auto [earliest, latest] =
        std::minmax_element(holidays.school->begin(), holidays.school->end(),
                            [](const auto& a, const auto& b) { return a.first < b.first; });
    if (holidays.school->empty() || first < earliest->first || latest->last < last)
        notices.add(Severity::avertissement, "vacances_non_couvertes", "horaires",
                    {{"premier", transit::iso_date(first)}, {"dernier", transit::iso_date(last)}});
    return holidays;
}

}  // namespace lisiere::io
