// SPDX-License-Identifier: Apache-2.0
#include "io/cli/edition_date.hpp"

#include <fmt/format.h>

#include <chrono>

#include "io/base/error.hpp"
#include "io/gtfs/service.hpp"
#include "io/refresh/moment.hpp"

namespace lisiere::cli {

void add_edition_date(CLI::App& verb, std::string& date) {
    verb.add_option("--date", date,
                    "le jour qu'il est, écrit dans l'édition : dit les horaires périmés (par "
                    "défaut : date_edition, puis date, de [calcul])")
        ->type_name("AAAA-MM-JJ");
}

void declare_edition_date(const std::string& date, io::RunConfig& config) {
    if (date.empty()) return;
    config.edition_date = io::parse_date(date);
    if (!config.edition_date)
        throw io::ConfigError(
            {"--date", fmt::format("« {} »", date), "un jour comme 2026-11-30", ""});
}

void tell_past_timetables(const io::RunConfig& config,
                          const std::optional<transit::Timetable>& timetable, Reporter& reporter) {
    if (config.edition_date || config.date || !timetable) return;
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    for (const io::PastFeed& feed : io::past_feeds(*timetable, today))
        reporter.remark(fmt::format(
            "horaires périmés aujourd'hui, {} : {} : jusqu'au {} ; --date le dirait dans l'édition",
            transit::iso_date(today), feed.name, transit::iso_date(feed.last)));
}

}  // namespace lisiere::cli
