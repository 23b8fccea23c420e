// SPDX-License-Identifier: Apache-2.0
#include "io/init/feed.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/table.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io::init {
namespace {

constexpr double left_out = 0.02;  // of the stops, at each end

geo::Box most_of(std::vector<double>& lons, std::vector<double>& lats) {
    if (lons.empty()) return {};
    std::sort(lons.begin(), lons.end());
    std::sort(lats.begin(), lats.end());
    const auto least = static_cast<std::size_t>(left_out * static_cast<double>(lons.size() - 1));
    const std::size_t most = lons.size() - 1 - least;
    return {lons[least], lats[least], lons[most], lats[most]};
}

/// First and last days that the calendars name, added or not.
std::pair<std::string, std::string> days_of(const FeedFiles& feed) {
    std::string first;
    std::string last;
    const auto take = [&](std::string_view day) {
        if (!parse_gtfs_date(day)) return;
        if (first.empty() || day < first) first = day;
        if (last.empty() || day > last) last = day;
    };
    read_gtfs_table(feed, "calendar.txt", {{"start_date"}, {"end_date"}}, [&](const GtfsRow& row) {
        take(row[0]);
        take(row[1]);
    });
    read_gtfs_table(feed, "calendar_dates.txt", {{"date"}, {"exception_type"}},
                    [&](const GtfsRow& row) {
                        if (row[1] != "2") take(row[0]);
                    });
    return {first, last};
}

}  // namespace

void look_at_feed(Item& item) {
    const FeedFiles feed = FeedFiles::open(item.file);
    for (const char* file : {"stops.txt", "routes.txt", "trips.txt", "stop_times.txt"})
        if (!feed.has(file))
            throw InputError({item.written, fmt::format("pas de {}", file),
                              "un jeu d'horaires GTFS entier",
                              "télécharger le fichier de nouveau"});
    std::vector<double> lons;
    std::vector<double> lats;
    read_gtfs_table(feed, "stops.txt", {{"stop_lon"}, {"stop_lat"}}, [&](const GtfsRow& row) {
        const auto lon = parse_decimal(row[0]);
        const auto lat = parse_decimal(row[1]);
        if (!lon || !lat || (*lon == 0 && *lat == 0)) return;
        lons.push_back(*lon);
        lats.push_back(*lat);
    });
    read_gtfs_table(feed, "agency.txt", {{"agency_name"}}, [&](const GtfsRow& row) {
        if (item.producer.empty()) item.producer = row[0];
    });
    const auto [first, last] = days_of(feed);
    const std::size_t stops = lons.size();
    item.degrees = most_of(lons, lats);
    item.section = "horaires";
    item.title = "horaires GTFS";
    item.evidence =
        fmt::format("stops.txt ({} arrêts), trips.txt, stop_times.txt, calendriers", stops);
    item.fate = Fate::taken;
    if (first.empty()) return;
    const auto iso = [](const std::string& day) {
        return fmt::format("{}-{}-{}", day.substr(0, 4), day.substr(4, 2), day.substr(6, 2));
    };
    item.year = std::atoi(first.substr(0, 4).c_str());
    item.remarks.push_back(fmt::format("Service du {} au {}.", iso(first), iso(last)));
}

}  // namespace lisiere::io::init
