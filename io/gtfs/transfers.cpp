// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/transfers.hpp"

#include "io/gtfs/table.hpp"

namespace lisiere::io {
namespace {
using transit::StopIdx;

/// The stop itself, and the stops of a station.
std::vector<std::vector<StopIdx>> platforms(const IndexedVector<StopIdx, transit::Stop>& stops) {
    std::vector<std::vector<StopIdx>> of(stops.size());
    for (const StopIdx stop : indices<StopIdx>(stops.size())) {
        if (stops[stop].boardable) of[stop.value()].push_back(stop);
        if (const StopIdx parent = stops[stop].parent;
            parent.valid() && stops[stop].boardable && !stops[parent].boardable)
            of[parent.value()].push_back(stop);
    }
    return of;
}

}  // namespace

std::vector<transit::Transfer> read_transfers(const FeedFiles& feed, const IdTable& ids,
                                              const std::vector<StopIdx>& index,
                                              const IndexedVector<StopIdx, transit::Stop>& stops,
                                              Notices& notices) {
    std::vector<transit::Transfer> transfers;
    const auto of = platforms(stops);
    const auto notice = [&](const char* code, const char* message, const GtfsRow& row) {
        notices.add(Severity::info, code, feed.name(), message,
                    std::string(row[0]) + " -> " + std::string(row[1]));
    };
    const auto stop_of = [&](std::string_view id) {
        const std::uint32_t number = ids.find(id);
        return number == IdTable::none ? StopIdx::none() : index[number];
    };
    read_gtfs_table(
        feed, "transfers.txt",
        {{"from_stop_id", true},
         {"to_stop_id", true},
         {"transfer_type"},
         {"min_transfer_time"},
         {"from_route_id"},
         {"to_route_id"},
         {"from_trip_id"},
         {"to_trip_id"}},
        [&](const GtfsRow& row) {
            const long type = row[2].empty() ? 0 : parse_whole(row[2]).value_or(0);
            if (type > 3) return;
            for (std::size_t column = 4; column < 8; ++column)
                if (!row[column].empty())
                    return notice("correspondance_par_ligne",
                                  "correspondances propres à une ligne ou à une course, ignorées",
                                  row);
            const StopIdx from = stop_of(row[0]);
            const StopIdx to = stop_of(row[1]);
            if (!from.valid() || !to.valid())
                return notice("correspondance_orpheline",
                              "correspondances vers un arrêt absent du jeu, ignorées", row);
            const auto minimum = parse_whole(row[3]);
            const Seconds wait{
                type == 2 && minimum && *minimum > 0 ? static_cast<std::int32_t>(*minimum) : 0};
            for (const StopIdx a : of[from.value()])
                for (const StopIdx b : of[to.value()]) transfers.push_back({a, b, wait, type == 3});
        });
    return transfers;
}

}  // namespace lisiere::io
