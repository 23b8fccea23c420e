// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/street_times.hpp"
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

    /// Fills the transit columns of `times` for these cells, from its walking column and from the
    /// walking cost of each stop to the nearest site (`unreached`: none).
    void fill_transit(TimesTo& times, std::span<const census::CellIdx> of_cells,
                      const IndexedVector<transit::StopIdx, street::Cost>& stop_walks,
                      const CategorySites& places, const std::vector<char>& components) const;

    /// The streets on foot, with the walking limit.
    const StreetMode& walking() const { return walking_; }
    const TransitNetwork* transit() const { return transit_; }
    /// 0, 1, 2...: every cell.
    std::span<const census::CellIdx> all_cells() const { return all_cells_; }

  private:
    Absence transit_absence(census::CellIdx cell, const CategorySites& places,
                            const std::vector<char>& components, bool ride_possible) const;

    StreetMode walking_;
    const TransitNetwork* transit_;
    const AccessSettings* settings_;
    std::vector<char> stop_components_;  ///< components that hold a tied stop
    std::vector<census::CellIdx> all_cells_;
};

}  // namespace lisiere::access
