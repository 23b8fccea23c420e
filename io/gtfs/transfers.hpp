// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/timetable.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/id_table.hpp"

namespace lisiere::io {

/// A line of transfers.txt that names a stop the feed does not have; perhaps another feed of the
/// run has it.
struct ForeignTransfer {
    std::string from;
    std::string to;
    Seconds minimum{0};
    bool forbidden = false;
};

struct Transfers {
    std::vector<transit::Transfer> own;
    std::vector<ForeignTransfer> foreign;
};

/// transfers.txt: types 0 (advised) and 1 (timed) need no time of their own, 2 needs
/// min_transfer_time, 3 is forbidden; 4 (stay aboard) and 5 (alight and board again) are left out,
/// each with a notice. A station stands for all its stops. Rows for one line or one trip only are
/// counted notices. `index` gives the stop of a number of stops.txt; none where it was not kept.
Transfers read_transfers(const FeedFiles& feed, const IdTable& ids,
                         const std::vector<transit::StopIdx>& index,
                         const IndexedVector<transit::StopIdx, transit::Stop>& stops,
                         Notices& notices);

/// Transfers between feeds, each stop found by its id: in the line's own feed, else in the only
/// other one that has it. Both must lie within `furthest` of one another, for ids are chosen feed
/// by feed and the same number may well name a stop of another network. A pair that several feeds
/// publish comes out once: the shortest that is allowed. Notices, by feed:
/// `correspondance_entre_jeux` (kept), `correspondance_ambigue` (several feeds have the id),
/// `correspondance_orpheline` (none has, or it lies too far).
inline constexpr Metres furthest_transfer{2000};
std::vector<transit::Transfer> transfers_between(
    std::span<const std::vector<ForeignTransfer>> by_feed, std::span<const std::string> feed_names,
    const IndexedVector<transit::StopIdx, transit::Stop>& stops, Notices& notices);

}  // namespace lisiere::io
