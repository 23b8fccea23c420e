// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/transit_network.hpp"
#include "tests/engine/access/support.hpp"
#include "tests/support/feed.hpp"

/// Feeds whose stops stand at the places of a drawn town.
namespace lisiere::test {

/// Rows of stops.txt. `stations` (places too) hold the stops that follow them after a ':' — "S:ab
/// c" is a station S with the stops a and b, and c alone. A station's place is that of its first
/// stop.
inline std::string stops_text(const Town& town, std::string_view stops) {
    std::string text = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n";
    const auto row = [&](char name, char place, bool station, const std::string& parent) {
        const geo::Point p = town.place(place);
        text += fmt::format("{},{},{:.6f},{:.6f},{},{}\n", name, name, p.y / 100000, p.x / 100000,
                            station ? 1 : 0, parent);
    };
    std::string parent;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (stops[i] == ' ' || stops[i] == ':') {
            if (stops[i] == ' ') parent.clear();
        } else if (i + 1 < stops.size() && stops[i + 1] == ':') {
            parent = std::string(1, stops[i]);
            row(stops[i], stops[i + 2], true, "");
        } else {
            row(stops[i], stops[i], false, parent);
        }
    }
    return text;
}

/// Rows of stop_times.txt: each run is "a07:00 b07:10 c07:12", its trip named by its rank.
inline std::string stop_times_text(const std::vector<std::string>& runs) {
    std::string text = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    for (std::size_t trip = 0; trip < runs.size(); ++trip) {
        std::size_t sequence = 0;
        for (std::size_t i = 0; i < runs[trip].size();) {
            const std::size_t end = std::min(runs[trip].find(' ', i), runs[trip].size());
            const std::string time = runs[trip].substr(i + 1, end - i - 1);
            text +=
                fmt::format("{},{}:00,{}:00,{},{}\n", trip, time, time, runs[trip][i], ++sequence);
            i = end + 1;
        }
    }
    return text;
}

/// Ties of the stops at their places; stations stay untied.
inline access::StopTies stop_ties(const transit::Timetable& timetable, const Town& town) {
    access::StopTies tied(timetable.stops().size());
    for (const auto s : indices<transit::StopIdx>(timetable.stops().size()))
        if (timetable.stops()[s].boardable) tied[s] = town.snap(timetable.stops()[s].id.back());
    return tied;
}

/// A link of a footpath table, nullopt when there is none.
inline std::optional<int> link(const transit::Footpaths& paths, transit::StopIdx from,
                               transit::StopIdx to) {
    for (const transit::Footpath& path : paths[from])
        if (path.to == to) return path.walk.count();
    return std::nullopt;
}

}  // namespace lisiere::test
