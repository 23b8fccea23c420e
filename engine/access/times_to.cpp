// SPDX-License-Identifier: Apache-2.0
#include "engine/access/times_to.hpp"

#include <algorithm>

#include "engine/access/window_times.hpp"

namespace lisiere::access {

TimesSearch::TimesSearch(const street::StreetGraph& graph, const CellTies& cells,
                         const TransitNetwork* transit, const AccessSettings& settings)
    : walking_(street_mode(TravelMode::marche, graph, cells, settings)),
      transit_(transit),
      settings_(&settings) {
    for (const census::CellIdx c : indices<census::CellIdx>(cells.snaps.size()))
        all_cells_.push_back(c);
    if (transit == nullptr) return;
    LISIERE_EXPECTS(settings.window.departures() > 0);
    LISIERE_EXPECTS(transit->cell_stops.rows() == cells.snaps.size());
    std::vector<street::Snap> stops;
    for (const auto& stop : transit->stops)
        if (stop) stops.push_back(*stop);
    stop_components_ = components_of(graph, stops);
}

Absence TimesSearch::transit_absence(census::CellIdx cell, const CategorySites& places,
                                     const std::vector<char>& components,
                                     bool ride_possible) const {
    const Absence walk = street_absence(walking_, cell, places, components);
    if (walk != Absence::non_desservi) return walk;
    const street::StreetGraph& graph = *walking_.graph;
    const street::EdgeIdx home = walking_.cells->snaps[cell]->edge;
    const bool stop_near_cell = stop_components_[graph.component(graph.edge(home).from)] != 0;
    return stop_near_cell && ride_possible ? Absence::au_dela : Absence::non_desservi;
}

void TimesSearch::fill_transit(TimesTo& times, std::span<const census::CellIdx> of_cells,
                               const IndexedVector<transit::StopIdx, street::Cost>& stop_walks,
                               const CategorySites& places,
                               const std::vector<char>& components) const {
    const auto set = [&](census::CellIdx cell, std::size_t column, Maybe<double> value) {
        (column == 0   ? times.transit_p5
         : column == 1 ? times.transit_p50
                       : times.transit_p95)[cell.value()] = value;
    };
    if (transit_ == nullptr) {
        for (const census::CellIdx cell : of_cells)
            for (std::size_t column = 0; column < 3; ++column)
                set(cell, column, Absence::non_disponible);
        return;
    }
    std::vector<transit::StopWalk> egress;
    const street::Cost egress_limit = limit_cost(settings_->stop_walk_limit);
    for (const transit::StopIdx s : indices<transit::StopIdx>(stop_walks.size()))
        if (stop_walks[s] <= egress_limit) egress.push_back({s, whole_seconds(stop_walks[s])});
    const transit::StopProfiles profiles = transit::reverse_profiles(
        *transit_->day, transit_->footpaths, egress, settings_->window, settings_->limits);
    bool ride_possible = false;
    for (std::size_t c = 0; c < components.size(); ++c)
        if (components[c] != 0 && stop_components_[c] != 0) ride_possible = true;

    constexpr unsigned percents[] = {5, 50, 95};
    std::vector<std::int32_t> window;
    for (const census::CellIdx cell : of_cells) {
        window_times(profiles, transit_->cell_stops[cell], settings_->window, settings_->limits,
                     window);
        const Maybe<double>& walk = times.walk[cell.value()];
        for (std::size_t column = 0; column < 3; ++column) {
            // The walk takes the same time at every departure, so the percentile of the faster of
            // the two is the faster of the percentiles.
            const std::int32_t ride = transit::percentile(window, percents[column]);
            if (ride == transit::never)
                set(cell, column,
                    walk ? walk
                         : Maybe<double>(transit_absence(cell, places, components, ride_possible)));
            else
                set(cell, column, walk ? std::min(*walk, ride / 60.0) : ride / 60.0);
        }
    }
}

}  // namespace lisiere::access
