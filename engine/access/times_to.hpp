// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/ties.hpp"
#include "engine/access/transit_network.hpp"
#include "engine/access/travel_times.hpp"

namespace lisiere::access {

/// What `service_times` and `destination_times` share: why a time is missing, and the transit part
/// of a search. Read-only after construction, so that one serves all threads. The arguments must
/// outlive it.
class TimesSearch {
  public:
    TimesSearch(const street::StreetGraph& graph, const CellTies& cells,
                const TransitNetwork* transit, const AccessSettings& settings);

    /// Which components of the streets hold a site.
    std::vector<char> components_of(std::span<const street::Snap> sites) const;
    /// Why a tied or untied cell has no walking time. `known`: places that exist, tied or not.
    Absence walk_absence(census::CellIdx cell, std::span<const street::Snap> sites,
                         std::size_t known, const std::vector<char>& components) const;
    /// Fills the transit columns of `times` for these cells, from its walking column and from the
    /// walking cost of each stop to the nearest site (`unreached`: none).
    void fill_transit(TimesTo& times, std::span<const census::CellIdx> of_cells,
                      const IndexedVector<transit::StopIdx, street::Cost>& stop_walks,
                      std::span<const street::Snap> sites, std::size_t known,
                      const std::vector<char>& components) const;

    const street::StreetGraph& graph() const { return *graph_; }
    const CellTies& cells() const { return *cells_; }
    const TransitNetwork* transit() const { return transit_; }
    const AccessSettings& settings() const { return *settings_; }
    /// 0, 1, 2...: every cell.
    std::span<const census::CellIdx> all_cells() const { return all_cells_; }

  private:
    Absence transit_absence(census::CellIdx cell, std::span<const street::Snap> sites,
                            std::size_t known, const std::vector<char>& components,
                            bool ride_possible) const;
    void door_to_door(const transit::StopProfiles& profiles, census::CellIdx cell,
                      std::vector<std::int32_t>& times) const;

    const street::StreetGraph* graph_;
    const CellTies* cells_;
    const TransitNetwork* transit_;
    const AccessSettings* settings_;
    std::vector<char> stop_components_;  ///< components that hold a tied stop
    std::vector<census::CellIdx> all_cells_;
};

/// An empty table of `cells` rows.
TimesTo no_times(std::size_t cells, Absence absence);

}  // namespace lisiere::access
