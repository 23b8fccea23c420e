// SPDX-License-Identifier: Apache-2.0
#include "engine/access/floating_catchment.hpp"

#include <algorithm>
#include <numeric>

#include "engine/access/place_times.hpp"

namespace lisiere::access {
namespace {

constexpr std::size_t batch = 256;

/// Calls `take(cell, places in reach)` for every tied cell, in order, searching a batch at a time
/// on all threads.
template <class Take>
void for_each_cell(const StreetMode& mode, const PlaceTimesMaker& maker, Threads threads,
                   const Progress& progress, double from, const Take& take) {
    const std::size_t cells = mode.cells->snaps.size();
    std::vector<std::unique_ptr<PlaceTimes>> searches;
    for (unsigned t = 0; t < threads.count; ++t) searches.push_back(maker());
    std::vector<std::vector<PlaceTime>> found(batch);
    for (std::size_t first = 0; first < cells; first += batch) {
        report(progress, "offre de soins par habitant",
               from + static_cast<double>(first) / static_cast<double>(2 * cells));
        const std::size_t count = std::min(batch, cells - first);
        for_each_chunk(count, 8, threads, [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i) {
                found[i].clear();
                const census::CellIdx cell{first + i};
                if (!mode.cells->snaps[cell]) continue;
                const auto times = searches[worker]->from(cell);
                found[i].assign(times.begin(), times.end());
            }
        });
        for (std::size_t i = 0; i < count; ++i)
            if (mode.cells->snaps[census::CellIdx{first + i}])
                take(census::CellIdx{first + i}, std::span<const PlaceTime>(found[i]));
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
    // Rings are of the time that is published, parking included.
    StreetMode within_rings = mode;
    within_rings.limit = std::max(limit_cost(Minutes{rule.rings.back().minutes}), mode.parking);
    const std::vector<std::optional<street::Snap>> sites(places.sites.begin(), places.sites.end());
    const PlaceTimesMaker maker = street_place_times(within_rings, sites);
    const auto weight_of_all = [&rule](std::span<const PlaceTime> times) {
        double sum = 0;
        for (const PlaceTime& time : times) sum += rule.weight(time.minutes);
        return sum;
    };

    std::vector<double> demand(sites.size(), 0);
    std::vector<double> shared_demand(sites.size(), 0);
    for_each_cell(within_rings, maker, threads, progress, 0,
                  [&](census::CellIdx cell, std::span<const PlaceTime> times) {
                      const double people = population.cells[cell].people;
                      const double all = weight_of_all(times);
                      if (all <= 0) return;
                      for (const PlaceTime& time : times) {
                          const double weight = rule.weight(time.minutes);
                          demand[time.place] += people * weight;
                          shared_demand[time.place] += people * weight / all;
                      }
                  });
    std::vector<double> ratio(sites.size(), 0);
    std::vector<double> shared_ratio(sites.size(), 0);
    double tied = 0;
    for (std::size_t j = 0; j < sites.size(); ++j) {
        const double own = supply[places.facilities[j]];
        tied += own;
        if (demand[j] > 0) {
            ratio[j] = own / demand[j];
            shared_ratio[j] = own / shared_demand[j];
            out.supply += own;
        } else {
            out.unused += own;
        }
    }
    out.untied = std::max(0.0, std::accumulate(supply.begin(), supply.end(), 0.0) - tied);
    for_each_cell(within_rings, maker, threads, progress, 0.5,
                  [&](census::CellIdx cell, std::span<const PlaceTime> times) {
                      const double all = weight_of_all(times);
                      double sum = 0;
                      double shared = 0;
                      for (const PlaceTime& time : times) {
                          const double weight = rule.weight(time.minutes);
                          sum += ratio[time.place] * weight;
                          shared += shared_ratio[time.place] * weight;
                      }
                      out.per_resident[cell.value()] = sum;
                      if (all > 0) out.balanced[cell.value()] = shared / all;
                  });
    report(progress, "offre de soins par habitant", 1);
    return out;
}

}  // namespace lisiere::access
