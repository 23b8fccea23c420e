// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/index.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/street/snap.hpp"

namespace lisiere::access {

/// Where the populated cells meet the streets. nullopt: the cell could not be tied.
struct CellTies {
    IndexedVector<census::CellIdx, std::optional<street::Snap>> snaps;
    double people = 0;         ///< of all cells
    double people_untied = 0;  ///< of the cells that could not be tied
};

/// Ties each cell's centre to the streets. Adds the notice `carreaux_non_rattaches` when there are
/// some, with the share of people concerned in its message and the cells' ids as samples. `streets`
/// names the streets in the notice's layer when they are not those walked: "voiture".
CellTies snap_cells(const census::Population& population, const street::Snapper& snapper,
                    Threads threads, Notices& notices, std::string_view streets = {});

/// "source", or "source, voiture": where a notice about the streets of a mode belongs.
std::string on_streets(std::string_view layer, std::string_view streets);

/// Ties any points, in their order.
std::vector<std::optional<street::Snap>> snap_points(std::span<const geo::Point> points,
                                                     const street::Snapper& snapper,
                                                     Threads threads);

/// The facilities of one category that are tied to the streets, in the order of the facilities.
struct CategorySites {
    std::vector<street::Snap> sites;
    std::vector<FacilityIdx> facilities;  ///< of each site
    std::size_t known = 0;                ///< facilities of the category, tied or not
};

/// By category. Adds the notice `equipements_non_rattaches` when some facilities could not be tied.
IndexedVector<CategoryIdx, CategorySites> category_sites(
    const IndexedVector<FacilityIdx, Facility>& facilities, std::size_t categories,
    const street::Snapper& snapper, Threads threads, Notices& notices,
    std::string_view streets = {});

}  // namespace lisiere::access
