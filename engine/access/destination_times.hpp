// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/access/ties.hpp"
#include "engine/access/transit_network.hpp"
#include "engine/access/travel_times.hpp"
#include "engine/core/progress.hpp"

namespace lisiere::access {

/// From every cell to one named place, or to the place of its own commune.
struct DestinationTimes {
    std::string id;
    std::string label;
    TimesTo minutes;  ///< walking without a limit: a named place is always worth a figure
    std::vector<Maybe<double>> metres;  ///< length of the quickest walk, off-network ends included
    std::vector<Maybe<double>>
        detour;  ///< metres / straight distance, >= 1; `sans_objet` under 100 m straight
    friend bool operator==(const DestinationTimes&, const DestinationTimes&) = default;
};

/// One table per destination. Missing values as in `TimesTo`; a destination that cannot be tied to
/// the streets gives `non_rattache` everywhere and the notice `destination_non_rattachee`.
std::vector<DestinationTimes> destination_times(
    const street::StreetGraph& graph, const street::Snapper& snapper,
    const census::Population& population, const CellTies& cells,
    std::span<const Destination> destinations, const TransitNetwork* transit,
    const AccessSettings& settings, Threads threads, const Progress& progress, Notices& notices);

/// The same towards the nearest of the places of the cell's own commune
/// (`by_commune[cell.commune]`: its mairies), as one table with `id` and `label`. Cells whose
/// commune is unknown or has none: `non_disponible`.
DestinationTimes own_commune_times(const street::StreetGraph& graph, const street::Snapper& snapper,
                                   const census::Population& population, const CellTies& cells,
                                   const OwnPlaces& by_commune, std::string id, std::string label,
                                   const TransitNetwork* transit, const AccessSettings& settings,
                                   Threads threads, const Progress& progress, Notices& notices);

}  // namespace lisiere::access
