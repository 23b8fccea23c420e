// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/read_timetable.hpp"

#include <algorithm>
#include <optional>

#include "engine/transit/repeats.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/base/placed.hpp"
#include "io/reference/notice_words.hpp"

namespace lisiere::io {
namespace {
using namespace transit;

/// Where the indices of one feed start among all feeds'.
struct Offsets {
    std::uint32_t stops = 0;
    std::uint32_t lines = 0;
    std::uint32_t services = 0;
    std::uint32_t patterns = 0;
    std::uint32_t trips = 0;
    std::uint32_t pattern_stops = 0;
    std::uint32_t stop_times = 0;
};

template <class I>
I moved(I index, std::uint32_t offset) {
    return index.valid() ? I{std::size_t{index.value()} + offset} : index;
}

void append(Timetable::Parts& all, Timetable::Parts& feed, std::uint32_t number) {
    const Offsets at{static_cast<std::uint32_t>(all.stops.size()),
                     static_cast<std::uint32_t>(all.lines.size()),
                     static_cast<std::uint32_t>(all.services.size()),
                     static_cast<std::uint32_t>(all.patterns.size()),
                     static_cast<std::uint32_t>(all.trips.size()),
                     static_cast<std::uint32_t>(all.pattern_stops.size()),
                     static_cast<std::uint32_t>(all.stop_times.size())};
    const std::string prefix = std::to_string(number) + ":";
    for (Stop& stop : feed.stops) {
        stop.id.insert(0, prefix);
        stop.parent = moved(stop.parent, at.stops);
        stop.feed = number;
        all.stops.push_back(std::move(stop));
    }
    for (Line& line : feed.lines) {
        line.id.insert(0, prefix);
        all.lines.push_back(std::move(line));
    }
    for (std::vector<Day>& days : feed.services) {
        all.services.push_back(std::move(days));
        all.service_feeds.push_back(number);
    }
    for (Pattern& pattern : feed.patterns) {
        pattern.line = moved(pattern.line, at.lines);
        pattern.first_stop += at.pattern_stops;
        pattern.first_trip = moved(pattern.first_trip, at.trips);
        all.patterns.push_back(pattern);
    }
    for (const StopIdx stop : feed.pattern_stops)
        all.pattern_stops.push_back(moved(stop, at.stops));
    all.pattern_access.insert(all.pattern_access.end(), feed.pattern_access.begin(),
                              feed.pattern_access.end());
    for (Trip& trip : feed.trips) {
        trip.id.insert(0, prefix);
        trip.pattern = moved(trip.pattern, at.patterns);
        trip.service = moved(trip.service, at.services);
        trip.first_time += at.stop_times;
        all.trips.push_back(std::move(trip));
    }
    all.stop_times.insert(all.stop_times.end(), feed.stop_times.begin(), feed.stop_times.end());
    for (const Transfer& transfer : feed.transfers)
        all.transfers.push_back({moved(transfer.from, at.stops), moved(transfer.to, at.stops),
                                 transfer.minimum, transfer.forbidden});
}

/// What was told of the feeds, for a message that stops the run.
std::string first_warnings(const Notices& notices) {
    const NoticeWords words = read_notice_words("fr");
    std::string text;
    std::size_t told = 0;
    for (const Notice& notice : notices.items())
        if (notice.severity != Severity::info && told++ < 3)
            text += notice.code + " (" + notice.layer + ") : " + words.message(notice) +
                    (notice.samples.empty() ? "" : ", " + words.samples(notice).front()) + " ; ";
    return text;
}

}  // namespace

Timetable merged(std::vector<Feed> feeds, const Projection& project, Notices& notices) {
    Timetable::Parts all;
    std::size_t trips = 0;
    std::size_t stop_times = 0;
    for (const Feed& feed : feeds) {
        trips += feed.parts.trips.size();
        stop_times += feed.parts.stop_times.size();
    }
    all.trips.reserve(trips);
    all.stop_times.reserve(stop_times);
    std::vector<geo::Point> points;
    std::vector<std::vector<ForeignTransfer>> foreign;
    for (std::uint32_t number = 0; number < feeds.size(); ++number) {
        Feed& feed = feeds[number];
        std::vector<geo::Point> own(feed.positions.size());
        placed(feed.name + ", stops.txt", [&] { project(feed.positions, own); });
        points.insert(points.end(), own.begin(), own.end());
        append(all, feed.parts, number);
        all.feeds.push_back(feed.name);
        all.calendars.push_back(feed.calendar);
        foreign.push_back(std::move(feed.foreign_transfers));
        feed.parts = {};
    }
    for (std::size_t stop = 0; stop < points.size(); ++stop)
        all.stops[StopIdx{stop}].at = points[stop];
    const auto between = transfers_between(foreign, all.feeds, all.stops, notices);
    all.transfers.insert(all.transfers.end(), between.begin(), between.end());
    const Repeats repeats = count_once(all);
    for (std::size_t i = 0; i < repeats.samples.size(); ++i)
        notices.add(Severity::avertissement, "courses_repetees", "horaires", repeats.samples[i],
                    i == 0 ? repeats.trips - (repeats.samples.size() - 1) : 1);
    return Timetable(std::move(all));
}

Timetable read_timetable(std::span<const FeedFiles> files, const Projection& project,
                         Notices& notices, const TimetableOptions& options) {
    if (files.empty())
        throw InputError({"horaires", "aucun jeu GTFS", "au moins un zip ou dossier GTFS",
                          "déclarer [[horaires]]"});
    const std::vector<ModeRange> modes =
        options.modes.empty()
            ? read_modes(data_folder() / "geodata" / "reference" / "modes_gtfs.csv")
            : options.modes;
    std::string zone = options.time_zone;
    for (const FeedFiles& feed : files)
        if (zone.empty()) zone = time_zone_of(feed);
    std::vector<Feed> feeds(files.size());
    for_each_chunk(
        files.size(), 1, options.threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t at = begin; at < end; ++at)
                feeds[at] = read_feed(files[at], modes, zone);
        },
        [&](double done) { report(options.progress, "horaires", done); });
    bool any = false;
    for (const Feed& feed : feeds) {
        notices.add(feed.notices);
        any = any || !feed.parts.trips.empty() || feed.on_demand_only;
    }
    if (!any)
        throw InputError({files.front().name(), "aucune course utilisable dans les jeux d'horaires",
                          "des courses d'au moins deux passages dont les heures avancent",
                          first_warnings(notices) + "demander un export complet au producteur"});
    return merged(std::move(feeds), project, notices);
}

}  // namespace lisiere::io
