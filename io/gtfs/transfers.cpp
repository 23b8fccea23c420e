// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/transfers.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "io/base/error.hpp"
#include "io/gtfs/table.hpp"
#include "io/reference/gtfs_text.hpp"

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

class Reader {
  public:
    Reader(const FeedFiles& feed, const IdTable& ids, const std::vector<StopIdx>& index,
           const IndexedVector<StopIdx, transit::Stop>& stops, Notices& notices)
        : feed_(feed), ids_(ids), index_(index), of_(platforms(stops)), notices_(notices) {}

    void add(const GtfsRow& row) {
        const long type = row[2].empty() ? 0 : parse_whole(row[2]).value_or(-1);
        if (type == 4) return note(row, "correspondance_a_bord");
        if (type == 5) return note(row, "correspondance_sans_rester_a_bord");
        if (type < 0 || type > 5)
            return note(row, "correspondance_inconnue", Severity::avertissement);
        for (std::size_t column = 4; column < 8; ++column)
            if (!row[column].empty()) return note(row, "correspondance_par_ligne");
        const auto minimum = parse_whole(row[3]);
        if (type == 2 && (!minimum || *minimum < 0))
            note(row, "correspondance_sans_duree", Severity::avertissement);
        const Seconds wait{
            type == 2 && minimum && *minimum > 0 ? static_cast<std::int32_t>(*minimum) : 0};
        const StopIdx from = stop_of(row[0]);
        const StopIdx to = stop_of(row[1]);
        if (!from.valid() || !to.valid()) {
            out.foreign.push_back({std::string(row[0]), std::string(row[1]), wait, type == 3});
            return;
        }
        constexpr std::size_t most = 10'000'000;
        if (out.own.size() + of_[from.value()].size() * of_[to.value()].size() > most)
            throw InputError({feed_.name() + ", transfers.txt, ligne " + std::to_string(row.line()),
                              "plus de " + std::to_string(most) +
                                  " correspondances entre quais jusqu'à cette ligne",
                              "des stations de quelques quais",
                              "vérifier parent_station dans stops.txt"});
        for (const StopIdx a : of_[from.value()])
            for (const StopIdx b : of_[to.value()]) out.own.push_back({a, b, wait, type == 3});
    }

    Transfers out;

  private:
    void note(const GtfsRow& row, const char* code, Severity severity = Severity::info) {
        notices_.add(severity, code, feed_.name(),
                     std::string(row[0]) + " -> " + std::string(row[1]));
    }
    StopIdx stop_of(std::string_view id) const {
        const std::uint32_t number = ids_.find(id);
        return number == IdTable::none ? StopIdx::none() : index_[number];
    }

    const FeedFiles& feed_;
    const IdTable& ids_;
    const std::vector<StopIdx>& index_;
    std::vector<std::vector<StopIdx>> of_;
    Notices& notices_;
};

/// The stops of all feeds by their id without its prefix.
class StopNames {
  public:
    explicit StopNames(const IndexedVector<StopIdx, transit::Stop>& stops) : stops_(stops) {
        for (const StopIdx stop : indices<StopIdx>(stops.size())) {
            const std::string_view id = stops[stop].id;
            by_id_[id.substr(id.find(':') + 1)].push_back(stop);
        }
    }

    struct Found {
        StopIdx stop;
        bool several = false;
    };
    Found find(std::string_view id, std::uint32_t own_feed) const {
        const auto found = by_id_.find(id);
        if (found == by_id_.end()) return {};
        for (const StopIdx stop : found->second)
            if (stops_[stop].feed == own_feed) return {stop};
        if (found->second.size() > 1) return {StopIdx::none(), true};
        return {found->second.front()};
    }

  private:
    const IndexedVector<StopIdx, transit::Stop>& stops_;
    std::unordered_map<std::string_view, std::vector<StopIdx>> by_id_;
};

}  // namespace

Transfers read_transfers(const FeedFiles& feed, const IdTable& ids,
                         const std::vector<StopIdx>& index,
                         const IndexedVector<StopIdx, transit::Stop>& stops, Notices& notices) {
    Reader reader(feed, ids, index, stops, notices);
    read_gtfs_table(feed, "transfers.txt",
                    {{"from_stop_id"},
                     {"to_stop_id"},
                     {"transfer_type"},
                     {"min_transfer_time"},
                     {"from_route_id"},
                     {"to_route_id"},
                     {"from_trip_id"},
                     {"to_trip_id"}},
                    [&](const GtfsRow& row) { reader.add(row); });
    return std::move(reader.out);
}

std::vector<transit::Transfer> transfers_between(
    std::span<const std::vector<ForeignTransfer>> by_feed, std::span<const std::string> feed_names,
    const IndexedVector<StopIdx, transit::Stop>& stops, Notices& notices) {
    std::vector<transit::Transfer> transfers;
    if (std::all_of(by_feed.begin(), by_feed.end(), [](const auto& list) { return list.empty(); }))
        return transfers;
    const StopNames names(stops);
    for (std::uint32_t feed = 0; feed < by_feed.size(); ++feed)
        for (const ForeignTransfer& line : by_feed[feed]) {
            const auto note = [&](const char* code) {
                notices.add(Severity::info, code, feed_names[feed], line.from + " -> " + line.to);
            };
            const StopNames::Found from = names.find(line.from, feed);
            const StopNames::Found to = names.find(line.to, feed);
            const bool found = from.stop.valid() && to.stop.valid();
            if (!found && (from.several || to.several)) {
                note("correspondance_ambigue");
            } else if (!found || std::hypot(stops[from.stop].at.x - stops[to.stop].at.x,
                                            stops[from.stop].at.y - stops[to.stop].at.y) >
                                     furthest_transfer.value()) {
                note("correspondance_orpheline");
            } else {
                note("correspondance_entre_jeux");
                transfers.push_back({from.stop, to.stop, line.minimum, line.forbidden});
            }
        }
    const auto key = [](const transit::Transfer& t) {
        return std::tuple(t.from, t.to, t.forbidden, t.minimum);
    };
    std::sort(transfers.begin(), transfers.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    transfers.erase(
        std::unique(transfers.begin(), transfers.end(),
                    [](const auto& a, const auto& b) { return a.from == b.from && a.to == b.to; }),
        transfers.end());
    return transfers;
}

}  // namespace lisiere::io
