// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "engine/street/build.hpp"

namespace lisiere::street {
namespace {

/// Which vertex each one becomes, see WayTable::join.
std::vector<std::uint32_t> joined(const std::vector<geo::Point>& vertices,
                                  const std::vector<std::uint32_t>& table_of, Metres tolerance) {
    struct Place {
        std::uint32_t table = 0;  ///< of its last vertex
        std::uint32_t vertex = 0;
        bool several = false;  ///< a table has two here
    };
    VertexMerger merger(tolerance);
    std::vector<std::uint32_t> place_of;
    std::vector<Place> places;
    for (std::uint32_t v = 0; v < vertices.size(); ++v) {
        place_of.push_back(merger.vertex(vertices[v]));
        if (place_of.back() == places.size())
            places.push_back({table_of[v], v});
        else if (Place& place = places[place_of.back()]; place.table == table_of[v])
            place.several = true;
        else
            place.table = table_of[v];
    }
    std::vector<std::uint32_t> becomes;
    for (std::uint32_t v = 0; v < vertices.size(); ++v) {
        const Place& place = places[place_of[v]];
        becomes.push_back(place.several ? v : place.vertex);
    }
    return becomes;
}

}  // namespace

void WayTable::join(std::span<const std::uint32_t> starts, Metres tolerance) {
    if (starts.size() < 2) return;
    std::vector<std::uint32_t> table_of;
    for (std::uint32_t v = 0; v < vertices.size(); ++v) {
        const auto next = std::upper_bound(starts.begin(), starts.end(), v);
        table_of.push_back(static_cast<std::uint32_t>(next - starts.begin()));
    }
    const std::vector<std::uint32_t> becomes = joined(vertices, table_of, tolerance);
    if (!delays.empty()) delays.resize(vertices.size(), 0);
    for (std::uint32_t v = 0; v < delays.size(); ++v)
        delays[becomes[v]] = std::max(delays[becomes[v]], delays[v]);

    std::vector<Way> ways;
    ways.swap(ways_);
    std::vector<std::uint32_t> refs;
    refs.swap(refs_);
    // Ways of one kind by what they go through, whichever way it was drawn, and the table they are
    // of.
    std::map<std::pair<std::uint32_t, std::vector<std::uint32_t>>, std::uint32_t> known;
    for (const Way& way : ways) {
        const std::uint32_t table = table_of[refs[way.first_ref]];
        std::vector<std::uint32_t> through;
        for (std::uint32_t i = 0; i < way.refs; ++i)
            through.push_back(becomes[refs[way.first_ref + i]]);
        std::vector<std::uint32_t> drawn = through;
        if (!way.one_sided() && drawn.back() < drawn.front())
            std::reverse(drawn.begin(), drawn.end());
        const auto [found, added] = known.try_emplace({way.kind, std::move(drawn)}, table);
        if (!added && found->second != table) continue;
        add_way(way.id,
                {kinds_[way.kind], way.flags, way.layer, way.speed_kmh, way.forward, way.backward,
                 way.back_kmh, way.crossing},
                through);
    }
}

}  // namespace lisiere::street
