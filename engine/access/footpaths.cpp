// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/access/site_search.hpp"
#include "engine/access/transit_network.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::access {
namespace {

using transit::StopIdx;

/// Where a link comes from; a later origin wins over the ones before it (see the header's rule).
enum class Origin : std::uint8_t { walked, published_station, published_stop };

struct Link {
    StopIdx from;
    StopIdx to;
    Origin origin = Origin::walked;
    bool forbidden = false;
    Seconds walk{0};  ///< 0 in a published link: no minimum is given
};

/// The boardable stops of each station, and of each stop itself.
class Stations {
  public:
    explicit Stations(const transit::Timetable& timetable) : timetable_(&timetable) {
        const auto& stops = timetable.stops();
        for (const StopIdx s : indices<StopIdx>(stops.size()))
            if (stops[s].boardable && stops[s].parent.valid())
                members_.emplace_back(stops[s].parent, s);
        std::sort(members_.begin(), members_.end());
    }
    const std::vector<std::pair<StopIdx, StopIdx>>& members() const { return members_; }
    /// The stops a line of transfers.txt speaks of.
    std::vector<StopIdx> meant_by(StopIdx stop) const {
        if (timetable_->stops()[stop].boardable) return {stop};
        std::vector<StopIdx> stops;
        for (auto it =
                 std::lower_bound(members_.begin(), members_.end(), std::pair(stop, StopIdx{0}));
             it != members_.end() && it->first == stop; ++it)
            stops.push_back(it->second);
        return stops;
    }

  private:
    const transit::Timetable* timetable_;
    std::vector<std::pair<StopIdx, StopIdx>> members_;  ///< (station, stop), sorted
};

class Straight {
  public:
    Straight(const transit::Timetable& timetable, double kmh) : timetable_(&timetable), kmh_(kmh) {
        LISIERE_EXPECTS(kmh > 0);
    }
    Seconds operator()(StopIdx a, StopIdx b) const {
        const double metres = geo::distance(timetable_->stops()[a].at, timetable_->stops()[b].at);
        return Seconds{static_cast<std::int32_t>(std::ceil(metres * 3.6 / kmh_))};
    }

  private:
    const transit::Timetable* timetable_;
    double kmh_;
};

std::vector<Link> street_links(const street::StreetGraph& graph, const StopTies& stops,
                               Minutes limit, Threads threads, const Progress& progress) {
    const SiteIndex index(graph, stops.items());
    std::vector<SiteSearch> searches(threads.count, SiteSearch(index));
    std::vector<std::vector<Link>> rows(stops.size());
    for_each_chunk(
        stops.size(), 32, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i) {
                const StopIdx from{i};
                if (!stops[from]) continue;
                for (const SiteHit& hit : searches[worker].run(*stops[from], limit_cost(limit)))
                    if (hit.site != i)
                        rows[i].push_back({from, StopIdx{hit.site}, Origin::walked, false,
                                           whole_seconds(hit.cost)});
            }
        },
        [&](double done) { report(progress, "correspondances à pied", done); });
    std::vector<Link> links;
    for (const auto& row : rows) links.insert(links.end(), row.begin(), row.end());
    return links;
}

void add_station_links(const Stations& stations, const Straight& straight,
                       std::vector<Link>& links) {
    const auto& members = stations.members();
    for (std::size_t first = 0; first < members.size();) {
        std::size_t last = first;
        while (last < members.size() && members[last].first == members[first].first) ++last;
        for (std::size_t a = first; a < last; ++a)
            for (std::size_t b = first; b < last; ++b)
                if (a != b)
                    links.push_back({members[a].second, members[b].second, Origin::walked, false,
                                     straight(members[a].second, members[b].second)});
        first = last;
    }
}

void add_published_links(const transit::Timetable& timetable, const Stations& stations,
                         std::vector<Link>& links) {
    for (const transit::Transfer& transfer : timetable.transfers()) {
        const bool exact =
            timetable.stops()[transfer.from].boardable && timetable.stops()[transfer.to].boardable;
        const Origin origin = exact ? Origin::published_stop : Origin::published_station;
        for (const StopIdx from : stations.meant_by(transfer.from))
            for (const StopIdx to : stations.meant_by(transfer.to)) {
                // Changing at one stop is free unless a minimum is published; it cannot be
                // forbidden here.
                if (from == to && (transfer.forbidden || transfer.minimum == Seconds{0})) continue;
                links.push_back({from, to, origin, transfer.forbidden, transfer.minimum});
            }
    }
}

/// One answer for the links of a pair, sorted by (origin, forbidden, walk); nullopt: no link.
std::optional<transit::Footpath> settle(std::span<const Link> pair, const Straight& straight) {
    const Origin winner = pair.back().origin;
    std::optional<Seconds> walked;
    if (pair.front().origin == Origin::walked) walked = pair.front().walk;
    // Several lines on one pair: the shortest that is allowed.
    const auto best =
        std::find_if(pair.begin(), pair.end(), [&](const Link& l) { return l.origin == winner; });
    if (best->forbidden) return std::nullopt;
    Seconds walk = best->walk;
    if (winner != Origin::walked && walk == Seconds{0})
        walk = walked ? *walked : straight(best->from, best->to);
    return transit::Footpath{best->to, walk};
}

}  // namespace

transit::Footpaths footpaths(const transit::Timetable& timetable, const street::StreetGraph& graph,
                             const StopTies& stops, const AccessSettings& settings, Threads threads,
                             const Progress& progress) {
    LISIERE_EXPECTS(stops.size() == timetable.stops().size());
    const Stations stations(timetable);
    const Straight straight(timetable, settings.snap.off_network_kmh);
    std::vector<Link> links =
        street_links(graph, stops, settings.transfer_walk_limit, threads, progress);
    add_station_links(stations, straight, links);
    add_published_links(timetable, stations, links);
    std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
        return std::tie(a.from, a.to, a.origin, a.forbidden, a.walk) <
               std::tie(b.from, b.to, b.origin, b.forbidden, b.walk);
    });

    std::vector<std::uint32_t> first(stops.size() + 1, 0);
    std::vector<transit::Footpath> items;
    for (std::size_t i = 0; i < links.size();) {
        std::size_t end = i;
        while (end < links.size() && links[end].from == links[i].from &&
               links[end].to == links[i].to)
            ++end;
        if (const auto path = settle({links.data() + i, end - i}, straight)) {
            items.push_back(*path);
            first[links[i].from.value() + 1] = static_cast<std::uint32_t>(items.size());
        }
        i = end;
    }
    for (std::size_t s = 1; s < first.size(); ++s) first[s] = std::max(first[s], first[s - 1]);
    return {std::move(first), std::move(items)};
}

}  // namespace lisiere::access
