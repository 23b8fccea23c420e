// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/frequencies.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "io/gtfs/table.hpp"

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
                        "lignes de frequencies.txt d'une même course qui se recouvrent : deux "
                        "départs à la même seconde comptent une fois",
                        trips[sorted[i].trip]);
        until = same ? std::max(until, sorted[i].end) : sorted[i].end;
    }
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
                                   "lignes de frequencies.txt inutilisables (course, heures ou "
                                   "intervalle), ignorées",
                                   "ligne " + std::to_string(row.line()));
            if (row[4] != "1")
                notices.add(Severity::info, "frequence_sans_horaire", feed.name(),
                            "lignes de frequencies.txt qui promettent un intervalle, non des "
                            "heures : un horaire possible est supposé",
                            row[0]);
            frequencies.push_back(
                {trip, *start, *end, static_cast<std::int32_t>(std::min(*headway, 86400L))});
        });
    note_overlaps(frequencies, trips, feed.name(), notices);
    return frequencies;
}

void expand_frequencies(const std::vector<Frequency>& frequencies,
                        const std::vector<DraftOrigin>& origins,
                        std::vector<transit::TripDraft>& drafts,
                        std::vector<transit::Call>& calls) {
    if (frequencies.empty()) return;
    std::unordered_map<std::uint32_t, std::vector<const Frequency*>> by_trip;
    for (const Frequency& frequency : frequencies) by_trip[frequency.trip].push_back(&frequency);
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
