// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/frequencies.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/gtfs/table.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io {
namespace {

/// Rows of one trip that promise departures in the same hours: an error of the format. Departures
/// of the same second count once (transit::count_once), the others stay.
void note_overlaps(const std::vector<Frequency>& frequencies, const IdTable& trips,
                   const std::string& feed, Notices& notices) {
    std::vector<Frequency> sorted = frequencies;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Frequency& a, const Frequency& b) {
        return std::pair(a.trip, a.start) < std::pair(b.trip, b.start);
    });
    std::int32_t until = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const bool same = i > 0 && sorted[i].trip == sorted[i - 1].trip;
        if (same && sorted[i].start < until)
            notices.add(Severity::avertissement, "frequences_qui_se_recouvrent", feed,
                        trips[sorted[i].trip]);
        until = same ? std::max(until, sorted[i].end) : sorted[i].end;
    }
}

constexpr std::int32_t last_hour = 48 * 3600;
constexpr std::size_t most_departures = 1'000'000;
constexpr std::size_t most_calls = 20'000'000;

using ByTrip = std::unordered_map<std::uint32_t, std::vector<const Frequency*>>;

std::string place(const std::string& feed, std::size_t line) {
    return fmt::format("{}, frequencies.txt, ligne {}", feed, line);
}

void require_room(const std::string& feed, const ByTrip& by_trip,
                  const std::vector<DraftOrigin>& origins,
                  const std::vector<transit::TripDraft>& drafts) {
    std::size_t departures = 0;
    std::size_t calls = 0;
    std::size_t most = 0;
    const Frequency* largest = nullptr;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const auto found = by_trip.find(origins[i].trip);
        if (found == by_trip.end()) continue;
        for (const Frequency* frequency : found->second) {
            const std::size_t own = frequency->departures() * drafts[i].count;
            departures += frequency->departures();
            calls += own;
            if (own <= most) continue;
            most = own;
            largest = frequency;
        }
    }
    if (departures <= most_departures && calls <= most_calls) return;
    throw InputError(
        {place(feed, largest->line),
         fmt::format(
             "{} départs et {} passages dans ce fichier, dont {} par cette ligne (un départ "
             "toutes les {} s)",
             departures, calls, most, largest->headway),
         fmt::format("au plus {} départs et {} passages", most_departures, most_calls),
         "corriger les intervalles (headway_secs) à la source"});
}

}  // namespace

std::vector<Frequency> read_frequencies(const FeedFiles& feed, const IdTable& trips,
                                        Notices& notices) {
    std::vector<Frequency> frequencies;
    read_gtfs_table(
        feed, "frequencies.txt",
        {{"trip_id", true},
         {"start_time", true},
         {"end_time", true},
         {"headway_secs", true},
         {"exact_times"}},
        [&](const GtfsRow& row) {
            const std::uint32_t trip = trips.find(row[0]);
            const auto start = parse_gtfs_time(row[1]);
            const auto end = parse_gtfs_time(row[2]);
            const auto headway = parse_whole(row[3]);
            if (trip == IdTable::none || !start || !end || !headway || *headway <= 0 ||
                *end <= *start)
                return notices.add(Severity::avertissement, "frequence_inutilisable", feed.name(),
                                   {{"ligne", row.line()}});
            if (*end > last_hour)
                throw InputError(
                    {place(feed.name(), row.line()),
                     fmt::format("des départs de {} à {}", row[1], row[2]),
                     fmt::format("un jour de service, au plus {} heures", last_hour / 3600),
                     "corriger start_time et end_time à la source"});
            if (row[4] != "1")
                notices.add(Severity::info, "frequence_sans_horaire", feed.name(), row[0]);
            frequencies.push_back({trip, *start, *end,
                                   static_cast<std::int32_t>(std::min(*headway, 86400L)),
                                   row.line()});
        });
    note_overlaps(frequencies, trips, feed.name(), notices);
    return frequencies;
}

void expand_frequencies(const std::string& feed, const std::vector<Frequency>& frequencies,
                        const std::vector<DraftOrigin>& origins,
                        std::vector<transit::TripDraft>& drafts,
                        std::vector<transit::Call>& calls) {
    if (frequencies.empty()) return;
    ByTrip by_trip;
    for (const Frequency& frequency : frequencies) by_trip[frequency.trip].push_back(&frequency);
    require_room(feed, by_trip, origins, drafts);
    std::vector<transit::TripDraft> expanded;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const auto found = by_trip.find(origins[i].trip);
        if (found == by_trip.end()) {
            expanded.push_back(std::move(drafts[i]));
            continue;
        }
        const transit::TripDraft& model = drafts[i];
        std::size_t run = 0;
        for (const Frequency* frequency : found->second)
            for (std::int32_t start = frequency->start; start < frequency->end;
                 start += frequency->headway) {
                transit::TripDraft trip = model;
                trip.id += fmt::format("#{}", run++);
                trip.first = static_cast<std::uint32_t>(calls.size());
                const std::int32_t shift = start - origins[i].departure;
                for (std::uint32_t at = 0; at < model.count; ++at) {
                    transit::Call call = calls[model.first + at];
                    call.time.arrival += shift;
                    call.time.departure += shift;
                    calls.push_back(call);
                }
                expanded.push_back(std::move(trip));
            }
    }
    drafts = std::move(expanded);
}

}  // namespace lisiere::io
