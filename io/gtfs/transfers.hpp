// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/timetable.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/id_table.hpp"

namespace lisiere::io {

/// transfers.txt: types 0 (advised) and 1 (timed) need no time of their own, 2 needs
/// min_transfer_time, 3 is forbidden; 4 and 5 (same vehicle) are left out. A station stands for all
/// its stops. Rows for one line or one trip only, and rows whose stops are unknown, are counted
/// notices. `index` gives the stop of a number of stops.txt; none where it was not kept.
std::vector<transit::Transfer> read_transfers(
    const FeedFiles& feed, const IdTable& ids, const std::vector<transit::StopIdx>& index,
    const IndexedVector<transit::StopIdx, transit::Stop>& stops, Notices& notices);

}  // namespace lisiere::io
