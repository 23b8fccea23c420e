// SPDX-License-Identifier: Apache-2.0
#include "engine/access/service_times.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/site_search.hpp"
#include "engine/access/times_to.hpp"

namespace lisiere::access {
namespace {

Maybe<double> in_minutes(street::Cost cost) {
    return street::minutes_of(cost).count();
}

TimesTo category_times(const TimesSearch& search, const CategorySites& category) {
    const std::size_t cells = search.cells().snaps.size();
    const street::StreetGraph& graph = search.graph();
    TimesTo times = no_times(cells, Absence::non_disponible);
    const auto components = search.components_of(category.sites);
    const street::Nearest nearest =
        street::nearest(graph, category.sites, limit_cost(search.settings().walk_limit));
    const auto walk_from = [&](const std::optional<street::Snap>& snap) {
        return snap ? street::nearest_from(graph, nearest, category.sites, *snap)
                    : street::unreached;
    };
    for (const census::CellIdx c : search.all_cells()) {
        const street::Cost cost = walk_from(search.cells().snaps[c]);
        times.walk[c.value()] =
            cost != street::unreached
                ? in_minutes(cost)
                : Maybe<double>(search.walk_absence(c, category.sites, category.known, components));
    }
    IndexedVector<transit::StopIdx, street::Cost> stop_walks;
    if (const TransitNetwork* transit = search.transit())
        for (const auto& stop : transit->stops) stop_walks.push_back(walk_from(stop));
    search.fill_transit(times, search.all_cells(), stop_walks, category.sites, category.known,
                        components);
    return times;
}

}  // namespace

ServiceTimes service_times(const street::StreetGraph& graph, const CellTies& cells,
                           const IndexedVector<CategoryIdx, CategorySites>& categories,
                           const TransitNetwork* transit, const AccessSettings& settings,
                           Threads threads, const Progress& progress) {
    const TimesSearch search(graph, cells, transit, settings);
    ServiceTimes times;
    times.walk.resize(categories.size());
    times.transit_p5.resize(categories.size());
    times.transit_p50.resize(categories.size());
    times.transit_p95.resize(categories.size());
    for_each_chunk(
        categories.size(), 1, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t c = begin; c < end; ++c) {
                TimesTo one = category_times(search, categories[CategoryIdx{c}]);
                times.walk[c] = std::move(one.walk);
                times.transit_p5[c] = std::move(one.transit_p5);
                times.transit_p50[c] = std::move(one.transit_p50);
                times.transit_p95[c] = std::move(one.transit_p95);
            }
        },
        [&](double done) { report(progress, "temps d'accès aux services", done); });
    return times;
}

std::vector<std::vector<Maybe<double>>> walk_to_nth(
    const street::StreetGraph& graph, const CellTies& cells,
    const IndexedVector<CategoryIdx, CategorySites>& categories, std::size_t rank, Minutes limit,
    Threads threads, const Progress& progress) {
    LISIERE_EXPECTS(rank > 0);
    const AccessSettings settings;
    const TimesSearch search(graph, cells, nullptr, settings);
    std::vector<std::vector<Maybe<double>>> minutes(
        categories.size(), std::vector<Maybe<double>>(cells.snaps.size(), Absence::non_disponible));
    // One search a cell finds the places of all categories.
    std::vector<std::optional<street::Snap>> places;
    std::vector<std::uint32_t> category_of;
    std::vector<std::vector<char>> components;
    for (const CategoryIdx category : indices<CategoryIdx>(categories.size())) {
        for (const street::Snap& site : categories[category].sites) {
            places.emplace_back(site);
            category_of.push_back(category.value());
        }
        components.push_back(search.components_of(categories[category].sites));
    }
    const SiteIndex index(graph, places);
    std::vector<SiteSearch> searches(threads.count, SiteSearch(index));
    for_each_chunk(
        cells.snaps.size(), 32, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            std::vector<std::vector<street::Cost>> costs(categories.size());
            for (std::size_t i = begin; i < end; ++i) {
                const census::CellIdx cell{i};
                for (auto& row : costs) row.clear();
                if (const auto& snap = cells.snaps[cell])
                    for (const SiteHit& hit : searches[worker].run(*snap, limit_cost(limit)))
                        costs[category_of[hit.site]].push_back(hit.cost);
                for (std::size_t c = 0; c < categories.size(); ++c) {
                    const CategorySites& category = categories[CategoryIdx{c}];
                    if (category.known < rank) continue;
                    std::vector<street::Cost>& row = costs[c];
                    if (row.size() < rank) {
                        minutes[c][i] = search.walk_absence(cell, category.sites, category.known,
                                                            components[c]);
                    } else {
                        const auto nth = row.begin() + static_cast<std::ptrdiff_t>(rank - 1);
                        std::nth_element(row.begin(), nth, row.end());
                        minutes[c][i] = in_minutes(*nth);
                    }
                }
            }
        },
        [&](double done) { report(progress, "temps vers plusieurs équipements", done); });
    return minutes;
}

}  // namespace lisiere::access
