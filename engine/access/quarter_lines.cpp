// SPDX-License-Identifier: Apache-2.0
#include "engine/access/quarter_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/geo/measure.hpp"

namespace lisiere::access {
namespace {

using transit::StopIdx;
using LineWay = std::pair<transit::LineIdx, std::uint8_t>;

struct Candidate {
    const transit::LineCalls* calls = nullptr;
    double people = 0;
    double walked = 0;  ///< people × minutes
};

}  // namespace

CellStops straight_cell_stops(const census::Population& population,
                              const transit::Timetable& timetable, Minutes limit,
                              double metres_per_minute) {
    LISIERE_EXPECTS(metres_per_minute > 0);
    // Stops by abscissa: of a cell, only a strip of them is looked at.
    std::vector<StopIdx> by_x;
    for (const StopIdx s : indices<StopIdx>(timetable.stops().size()))
        if (timetable.stops()[s].boardable) by_x.push_back(s);
    const auto x_of = [&](StopIdx s) { return timetable.stops()[s].at.x; };
    std::sort(by_x.begin(), by_x.end(),
              [&](StopIdx a, StopIdx b) { return std::pair(x_of(a), a) < std::pair(x_of(b), b); });
    const double radius = limit.count() * metres_per_minute;
    std::vector<std::uint32_t> first{0};
    std::vector<transit::StopWalk> items;
    for (const census::Cell& cell : population.cells) {
        const std::size_t begin = items.size();
        auto at = std::lower_bound(by_x.begin(), by_x.end(), cell.centre.x - radius,
                                   [&](StopIdx s, double x) { return x_of(s) < x; });
        for (; at != by_x.end() && x_of(*at) <= cell.centre.x + radius; ++at) {
            const double metres = geo::distance(cell.centre, timetable.stops()[*at].at);
            if (metres <= radius)
                items.push_back({*at, Seconds{static_cast<std::int32_t>(
                                          std::ceil(metres / metres_per_minute * 60))}});
        }
        std::sort(
            items.begin() + static_cast<std::ptrdiff_t>(begin), items.end(),
            [](const transit::StopWalk& a, const transit::StopWalk& b) { return a.stop < b.stop; });
        first.push_back(static_cast<std::uint32_t>(items.size()));
    }
    return {std::move(first), std::move(items)};
}

QuarterLines lines_in_reach(
    const CellGroup& group, const CellStops& cell_stops,
    const IndexedVector<transit::StopIdx, std::vector<transit::LineCalls>>& calls,
    const transit::Timetable& timetable, const SupplySettings& reach) {
    std::map<LineWay, std::map<StopIdx, Candidate>> candidates;
    std::map<LineWay, double> people;
    for (const CellWeight& cell : group.cells) {
        std::set<LineWay> reached;
        for (const transit::StopWalk& walk : cell_stops[cell.cell])
            for (const transit::LineCalls& call : calls[walk.stop]) {
                const double minutes = walk.walk.count() / 60.0;
                const bool heavy = is_heavy(timetable.lines()[call.line].mode);
                if (minutes > (heavy ? reach.heavy_reach : reach.reach).count()) continue;
                const LineWay way{call.line, call.direction};
                reached.insert(way);
                Candidate& candidate = candidates[way][walk.stop];
                candidate.calls = &call;
                candidate.people += cell.people;
                candidate.walked += cell.people * minutes;
            }
        for (const LineWay& way : reached) people[way] += cell.people;
    }
    QuarterLines found;
    std::vector<std::int32_t> departures;  // of every stop in reach
    for (const auto& [way, stops] : candidates) {
        for (const auto& [stop, candidate] : stops)
            departures.insert(departures.end(), candidate.calls->departures.begin(),
                              candidate.calls->departures.end());
        const auto best =
            std::max_element(stops.begin(), stops.end(), [](const auto& a, const auto& b) {
                return std::pair(a.second.people, a.second.calls->departures.size()) <
                       std::pair(b.second.people, b.second.calls->departures.size());
            });
        const Candidate& chosen = best->second;
        found.lines.push_back({way.first, way.second, best->first, chosen.calls->main,
                               chosen.walked / chosen.people, people[way] / group.people(),
                               chosen.calls->departures});
    }
    std::sort(departures.begin(), departures.end());
    found.first_departure = found.last_departure = found.longest_gap = Absence::non_desservi;
    if (departures.empty()) return found;
    found.first_departure = Seconds{departures.front()};
    found.last_departure = Seconds{departures.back()};
    found.longest_gap = transit::longest_gap(departures);
    return found;
}

}  // namespace lisiere::access
