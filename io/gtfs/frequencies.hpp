// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/grouping.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/id_table.hpp"

namespace lisiere::io {

/// One usable line of frequencies.txt.
struct Frequency {
    std::uint32_t trip = 0;
    std::int32_t start = 0;
    std::int32_t end = 0;
    std::int32_t headway = 0;
    std::size_t line = 0;  ///< of the file

    /// Departures start + k × headway before the end.
    std::size_t departures() const {
        return (static_cast<std::size_t>(end - start) + static_cast<std::size_t>(headway) - 1) /
               static_cast<std::size_t>(headway);
    }
};
/// InputError naming the line for hours that no service day reaches (after 48:00:00).
std::vector<Frequency> read_frequencies(const FeedFiles& feed, const IdTable& trips,
                                        Notices& notices);

/// Which trip a draft is, and when that trip leaves its first stop, whether or not it has a place.
struct DraftOrigin {
    std::uint32_t trip = 0;
    std::int32_t departure = 0;
};

/// Replaces each trip that has frequencies by one trip per departure start + k × headway < end from
/// its first stop, its times shifted. exact_times = 0 and 1 alike: where only a headway is
/// promised, the departures are one possible timetable, and the wait met over a window of
/// departures averages half a headway, as it should. InputError naming the feed and the line that
/// gives most when the rows make more than a million departures or twenty million calls (São
/// Paulo, run by headways: 8,000 and 150,000), of 16 bytes each. `origins`: by draft. Calls of the
/// new trips are appended to `calls`.
void expand_frequencies(const std::string& feed, const std::vector<Frequency>& frequencies,
                        const std::vector<DraftOrigin>& origins,
                        std::vector<transit::TripDraft>& drafts, std::vector<transit::Call>& calls);

}  // namespace lisiere::io
