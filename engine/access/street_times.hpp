// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/access/ties.hpp"
#include "engine/access/travel_times.hpp"
#include "engine/core/progress.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::access {

inline constexpr street::Cost no_limit = street::unreached - 1;

/// The streets as one mode travels them. What it points to must outlive it. Cells and places are
/// tied by a straight walk to the nearest street of the mode, by car too.
struct StreetMode {
    TravelMode mode = TravelMode::marche;  ///< any but `transports`
    const street::StreetGraph* graph = nullptr;
    const CellTies* cells = nullptr;
    street::Cost limit = no_limit;  ///< door to door, inclusive
    street::Cost parking = 0;       ///< part of every trip; <= limit

    /// Minutes door to door of a way on the streets within `limit - parking`.
    double minutes(street::Cost on_streets) const {
        return street::minutes_of(on_streets + parking).count();
    }
};
/// With the limit and the parking time of the settings.
StreetMode street_mode(TravelMode mode, const street::StreetGraph& graph, const CellTies& cells,
                       const AccessSettings& settings);

/// Which components of the streets hold a place.
std::vector<char> components_of(const street::StreetGraph& graph,
                                std::span<const street::Snap> sites);

/// Why a cell has no time to any of the places (`components`: those that hold one of them).
/// Components hold streets with a way there and back: beyond the limit and across a one-way from
/// one to another is `non_desservi`.
Absence street_absence(const StreetMode& mode, census::CellIdx cell, const CategorySites& places,
                       const std::vector<char>& components);

/// Times to the nearest of some places: one multi-source search, then asked from anywhere.
class NearestPlaces {
  public:
    NearestPlaces(const StreetMode& mode, const CategorySites& places);
    /// On the streets, without parking; `unreached` beyond the limit or for nullopt.
    street::Cost from(const std::optional<street::Snap>& snap) const;
    Maybe<double> minutes_from(census::CellIdx cell) const;
    /// Minutes from every cell. Reasons for missing: those of `TimesTo`.
    std::vector<Maybe<double>> from_cells() const;
    const std::vector<char>& components() const { return components_; }

  private:
    StreetMode mode_;
    const CategorySites* places_;
    std::vector<char> components_;
    street::Nearest nearest_;
};

/// Minutes from every cell to the nearest facility of every category, [category][cell]. Same bytes
/// with any number of threads. Cost: one search of the streets a category.
std::vector<std::vector<Maybe<double>>> nearest_times(
    const StreetMode& mode, const IndexedVector<CategoryIdx, CategorySites>& categories,
    Threads threads, const Progress& progress = {});

/// Minutes from every cell to each named place, [destination][cell], without the mode's limit. A
/// place off the mode's streets: `non_rattache` everywhere, and `destination_non_rattachee`.
std::vector<std::vector<Maybe<double>>> place_times(const StreetMode& mode,
                                                    const street::Snapper& snapper,
                                                    std::span<const Destination> destinations,
                                                    Threads threads, const Progress& progress,
                                                    Notices& notices);

/// Minutes from every cell to the nearest of the places of its own commune; `non_disponible` when
/// the commune is unknown or has none.
std::vector<Maybe<double>> own_commune_minutes(const StreetMode& mode,
                                               const street::Snapper& snapper,
                                               const census::Population& population,
                                               const OwnPlaces& by_commune, Threads threads,
                                               const Progress& progress, Notices& notices);

/// Ties a named place; nullopt and the notice `destination_non_rattachee` when it is off the
/// streets of the mode.
std::optional<street::Snap> tie_place(const Destination& destination, TravelMode mode,
                                      const street::Snapper& snapper, Notices& notices);
std::vector<std::optional<street::Snap>> tie_places(std::span<const Destination> destinations,
                                                    TravelMode mode, const street::Snapper& snapper,
                                                    Notices& notices);

}  // namespace lisiere::access
