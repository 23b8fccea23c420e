// SPDX-License-Identifier: Apache-2.0
#include "engine/access/floating_catchment.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include "engine/access/site_search.hpp"

namespace lisiere::access {
namespace {

constexpr std::size_t batch = 64;

/// A cell in the rings of a place, and what it weighs there.
struct WeighedCell {
    std::uint32_t cell = 0;
    double weight = 0;
};

/// Calls `take(place, cells in its rings)` for every place, in order, cells ascending: a batch of
/// places is searched at a time on all threads, from the place back to the cells.
template <class Take>
void for_each_place(const StreetMode& mode, const SiteIndex& cells,
                    std::span<const street::Snap> places, const FloatingRule& rule, Threads threads,
                    const Progress& progress, double from, const Take& take) {
    // Rings are of the time that is published, parking included.
    const street::Cost limit =
        std::max(limit_cost(Minutes{rule.rings.back().minutes}), mode.parking) - mode.parking;
    std::vector<std::unique_ptr<SiteSearch>> searches;
    for (unsigned t = 0; t < threads.count; ++t)
        searches.push_back(std::make_unique<SiteSearch>(cells));
    std::vector<std::vector<WeighedCell>> found(batch);
    for (std::size_t first = 0; first < places.size(); first += batch) {
        report(progress, "offre de soins par habitant",
               from + static_cast<double>(first) / static_cast<double>(2 * places.size()));
        const std::size_t count = std::min(batch, places.size() - first);
        for_each_chunk(count, 1, threads, [&](std::size_t i, std::size_t, unsigned worker) {
            found[i].clear();
            for (const SiteHit& hit :
                 searches[worker]->run(places[first + i], limit, street::Direction::backward))
                found[i].push_back({hit.site, rule.weight(mode.minutes(hit.cost))});
        });
        for (std::size_t i = 0; i < count; ++i)
            take(first + i, std::span<const WeighedCell>(found[i]));
    }
}

}  // namespace

double FloatingRule::weight(double minutes) const {
    for (const CatchmentRing& ring : rings)
        if (minutes <= ring.minutes) return ring.weight;
    return 0;
}

FloatingSupply floating_supply(const StreetMode& mode, const census::Population& population,
                               const CategorySites& places,
                               const IndexedVector<FacilityIdx, double>& supply,
                               const FloatingRule& rule, Threads threads,
                               const Progress& progress) {
    LISIERE_EXPECTS(!rule.rings.empty() && mode.mode == rule.mode);
    LISIERE_EXPECTS(population.cells.size() == mode.cells->snaps.size());
    FloatingSupply out;
    out.per_resident.resize(population.cells.size());
    out.balanced.resize(population.cells.size());
    if (places.known == 0) return out;
    for (const census::CellIdx c : indices<census::CellIdx>(population.cells.size()))
        out.per_resident[c.value()] =
            mode.cells->snaps[c] ? Maybe<double>(0.0) : Maybe<double>(Absence::non_rattache);
    out.balanced = out.per_resident;
    const SiteIndex cells(*mode.graph, mode.cells->snaps.items());
    std::vector<double> total(population.cells.size(), 0);  // what is asked of all places, by cell
    std::vector<double> per_resident(population.cells.size(), 0);
    std::vector<double> shared(population.cells.size(), 0);
    double tied = 0;
    for_each_place(mode, cells, places.sites, rule, threads, progress, 0,
                   [&](std::size_t place, std::span<const WeighedCell> in_rings) {
                       const double own = supply[places.facilities[place]];
                       double demand = 0;
                       for (const auto& [cell, weight] : in_rings) {
                           demand += population.cells[census::CellIdx{cell}].people * weight;
                           total[cell] += weight;
                       }
                       tied += own;
                       (demand > 0 ? out.supply : out.unused) += own;
                       if (demand <= 0) return;
                       for (const auto& [cell, weight] : in_rings)
                           per_resident[cell] += own / demand * weight;
                   });
    out.untied = std::max(0.0, std::accumulate(supply.begin(), supply.end(), 0.0) - tied);
    for_each_place(mode, cells, places.sites, rule, threads, progress, 0.5,
                   [&](std::size_t place, std::span<const WeighedCell> in_rings) {
                       double demand = 0;
                       for (const auto& [cell, weight] : in_rings)
                           if (total[cell] > 0)
                               demand += population.cells[census::CellIdx{cell}].people * weight /
                                         total[cell];
                       if (demand <= 0) return;
                       const double ratio = supply[places.facilities[place]] / demand;
                       for (const auto& [cell, weight] : in_rings) shared[cell] += ratio * weight;
                   });
    for (const census::CellIdx c : indices<census::CellIdx>(population.cells.size())) {
        if (!mode.cells->snaps[c]) continue;
        out.per_resident[c.value()] = per_resident[c.value()];
        if (total[c.value()] > 0) out.balanced[c.value()] = shared[c.value()] / total[c.value()];
    }
    report(progress, "offre de soins par habitant", 1);
    return out;
}

}  // namespace lisiere::access
