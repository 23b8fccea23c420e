// SPDX-License-Identifier: Apache-2.0
#include "engine/access/service_times.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/access/site_search.hpp"
#include "engine/access/times_to.hpp"

namespace lisiere::access {
namespace {

TimesTo category_times(const TimesSearch& search, const CategorySites& category) {
    const StreetMode& walking = search.walking();
    TimesTo times = no_times(walking.cells->snaps.size(), Absence::non_disponible);
    const NearestPlaces nearest(walking, category);
    times.walk = nearest.from_cells();
    IndexedVector<transit::StopIdx, street::Cost> stop_walks;
    if (const TransitNetwork* transit = search.transit())
        for (const auto& stop : transit->stops) stop_walks.push_back(nearest.from(stop));
    search.fill_transit(times, search.all_cells(), stop_walks, category, nearest.components());
    return times;
}

}  // namespace

ServiceTimes service_times(const street::StreetGraph& graph, const CellTies& cells,
                           const IndexedVector<CategoryIdx, CategorySites>& categories,
                           const TransitNetwork* transit, const AccessSettings& settings,
                           Threads threads, const Progress& progress) {
    const TimesSearch search(graph, cells, transit, settings);
    ServiceTimes times(categories.size());
    for_each_chunk(
        categories.size(), 1, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t c = begin; c < end; ++c)
                times[c] = category_times(search, categories[CategoryIdx{c}]);
        },
        [&](double done) { report(progress, "temps d'accès aux services", done); });
    return times;
}

std::vector<std::vector<Maybe<double>>> times_to_nth(
    const StreetMode& mode, const IndexedVector<CategoryIdx, CategorySites>& categories,
    std::size_t rank, Threads threads, const Progress& progress) {
    LISIERE_EXPECTS(rank > 0);
    const street::StreetGraph& graph = *mode.graph;
    const std::size_t cells = mode.cells->snaps.size();
    std::vector<std::vector<Maybe<double>>> minutes(
        categories.size(), std::vector<Maybe<double>>(cells, Absence::non_disponible));
    // One search a cell finds the places of all categories.
    std::vector<std::optional<street::Snap>> places;
    std::vector<std::uint32_t> category_of;
    std::vector<std::vector<char>> components;
    for (const CategoryIdx category : indices<CategoryIdx>(categories.size())) {
        for (const street::Snap& site : categories[category].sites) {
            places.emplace_back(site);
            category_of.push_back(category.value());
        }
        components.push_back(components_of(graph, categories[category].sites));
    }
    const SiteIndex index(graph, places);
    std::vector<SiteSearch> searches(threads.count, SiteSearch(index));
    const std::string step = fmt::format("plusieurs équipements {}", in_french(mode.mode));
    for_each_chunk(
        cells, 32, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            std::vector<std::vector<street::Cost>> costs(categories.size());
            for (std::size_t i = begin; i < end; ++i) {
                const census::CellIdx cell{i};
                for (auto& row : costs) row.clear();
                if (const auto& snap = mode.cells->snaps[cell])
                    for (const SiteHit& hit :
                         searches[worker].run(*snap, mode.limit - mode.parking))
                        costs[category_of[hit.site]].push_back(hit.cost);
                for (std::size_t c = 0; c < categories.size(); ++c) {
                    const CategorySites& category = categories[CategoryIdx{c}];
                    if (category.known < rank) continue;
                    std::vector<street::Cost>& row = costs[c];
                    if (row.size() < rank) {
                        minutes[c][i] = street_absence(mode, cell, category, components[c]);
                    } else {
                        const auto nth = row.begin() + static_cast<std::ptrdiff_t>(rank - 1);
                        std::nth_element(row.begin(), nth, row.end());
                        minutes[c][i] = mode.minutes(*nth);
                    }
                }
            }
        },
        [&](double done) { report(progress, step, done); });
    return minutes;
}

}  // namespace lisiere::access
