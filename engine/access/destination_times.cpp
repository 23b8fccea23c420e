// SPDX-License-Identifier: Apache-2.0
#include "engine/access/destination_times.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/own_commune.hpp"
#include "engine/access/times_to.hpp"
#include "engine/access/walk_tree.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::access {
namespace {

/// Under this straight distance a ratio of lengths says more about the plots than about the
/// streets.
constexpr double shortest_for_detour_m = 100;

DestinationTimes empty_table(std::string id, std::string label, std::size_t cells) {
    const std::vector<Maybe<double>> column(cells);
    return {std::move(id), std::move(label), no_times(cells, Absence::non_disponible), column,
            column};
}

/// Some places, of which the nearest is gone to, and where those that can be tied are.
struct Places {
    CategorySites sites;
    std::vector<geo::Point> at;  ///< by site

    Places(std::span<const Destination> places,
           std::span<const std::optional<street::Snap>> snaps) {
        sites.known = places.size();
        for (std::size_t i = 0; i < places.size(); ++i)
            if (snaps[i]) {
                sites.sites.push_back(*snaps[i]);
                at.push_back(places[i].at);
            }
    }
    bool tied() const { return !at.empty(); }
};

/// Fills the rows of `of_cells`. `limits`: of the walks, ascending, the last without; the first
/// within which every cell walks is the last tried.
void fill(DestinationTimes& table, const TimesSearch& search, const census::Population& population,
          const Places& to, std::span<const census::CellIdx> of_cells,
          std::span<const street::Cost> limits) {
    const CategorySites& places = to.sites;
    const StreetMode& walking = search.walking();
    const auto components = components_of(*walking.graph, places.sites);
    const auto all_walk = [&](const WalkTree& tree) {
        return std::ranges::all_of(of_cells, [&](census::CellIdx c) {
            const auto& snap = walking.cells->snaps[c];
            return !snap || tree.walk_from(*snap);
        });
    };
    std::optional<WalkTree> found;
    for (const street::Cost limit : limits) {
        found.emplace(*walking.graph, places.sites, limit);
        if (!to.tied() || limit == limits.back() || all_walk(*found)) break;
    }
    const WalkTree& tree = *found;
    for (const census::CellIdx c : of_cells) {
        const auto& snap = walking.cells->snaps[c];
        const std::optional<Walk> walk = snap && to.tied() ? tree.walk_from(*snap) : std::nullopt;
        const std::size_t i = c.value();
        if (!walk) {
            table.minutes.walk[i] = table.metres[i] = table.detour[i] =
                street_absence(walking, c, places, components);
            continue;
        }
        table.minutes.walk[i] = street::minutes_of(walk->cost).count();
        table.metres[i] = walk->metres;
        const double straight = geo::distance(population.cells[c].centre, to.at[walk->site]);
        // Whole millimetres may make a straight street a hair shorter than the straight line.
        table.detour[i] = straight < shortest_for_detour_m
                              ? Maybe<double>(Absence::sans_objet)
                              : Maybe<double>(std::max(1.0, walk->metres / straight));
    }
    IndexedVector<transit::StopIdx, street::Cost> stop_walks;
    if (const TransitNetwork* transit = search.transit())
        for (const auto& stop : transit->stops) {
            const std::optional<Walk> walk =
                stop && to.tied() ? tree.walk_from(*stop) : std::nullopt;
            stop_walks.push_back(walk ? walk->cost : street::unreached);
        }
    search.fill_transit(table.minutes, of_cells, stop_walks, places, components);
}

}  // namespace

std::vector<DestinationTimes> destination_times(
    const street::StreetGraph& graph, const street::Snapper& snapper,
    const census::Population& population, const CellTies& cells,
    std::span<const Destination> destinations, const TransitNetwork* transit,
    const AccessSettings& settings, Threads threads, const Progress& progress, Notices& notices) {
    LISIERE_EXPECTS(population.cells.size() == cells.snaps.size());
    const TimesSearch search(graph, cells, transit, settings);
    std::vector<std::optional<street::Snap>> snaps;
    for (const Destination& destination : destinations)
        snaps.push_back(tie_place(destination, TravelMode::marche, snapper, notices));
    std::vector<DestinationTimes> tables(destinations.size());
    for_each_chunk(
        destinations.size(), 1, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t d = begin; d < end; ++d) {
                tables[d] =
                    empty_table(destinations[d].id, destinations[d].label, cells.snaps.size());
                fill(tables[d], search, population,
                     Places(destinations.subspan(d, 1), std::span(snaps).subspan(d, 1)),
                     search.all_cells(), std::span(&no_limit, 1));
            }
        },
        [&](double done) { report(progress, "temps vers les destinations nommées", done); });
    return tables;
}

DestinationTimes own_commune_times(const street::StreetGraph& graph, const street::Snapper& snapper,
                                   const census::Population& population, const CellTies& cells,
                                   const OwnPlaces& by_commune, std::string id, std::string label,
                                   const TransitNetwork* transit, const AccessSettings& settings,
                                   Threads threads, const Progress& progress, Notices& notices) {
    LISIERE_EXPECTS(population.cells.size() == cells.snaps.size());
    const TimesSearch search(graph, cells, transit, settings);
    const std::vector<OwnCommune> communes = own_communes(population, by_commune);
    std::vector<Places> places;
    for (const OwnCommune& commune : communes)
        places.emplace_back(commune.places,
                            tie_places(commune.places, TravelMode::marche, snapper, notices));
    // Stops are walked to from the place, too.
    const street::Cost least = limit_cost(settings.stop_walk_limit);
    DestinationTimes table = empty_table(std::move(id), std::move(label), cells.snaps.size());
    // Communes share no cell: threads write to different rows.
    for_each_chunk(
        communes.size(), 1, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t i = begin; i < end; ++i) {
                const OwnCommune& commune = communes[i];
                fill(table, search, population, places[i], commune.cells,
                     widening_limits(TravelMode::marche, population, commune, least));
            }
        },
        [&](double done) { report(progress, "temps vers la mairie de sa commune", done); });
    return table;
}

}  // namespace lisiere::access
