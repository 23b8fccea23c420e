// SPDX-License-Identifier: Apache-2.0
#include "engine/access/service_times.hpp"

#include <utility>

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

}  // namespace lisiere::access
