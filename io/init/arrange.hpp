// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/progress.hpp"
#include "io/init/item.hpp"

namespace lisiere::io::init {

/// What the user may say of the territory; empty: found from the files.
struct Wanted {
    std::string name;
    std::vector<std::string> departements;  ///< "59", "2A", "974"
    std::string epci;                       ///< SIREN number
};

/// A place that journeys are measured to.
struct PlannedPlace {
    std::string id;
    std::string name;
    geo::LonLat at;
    std::string reason;  ///< how it was found
};

/// A configuration about to be written.
struct Plan {
    std::vector<Item> items;
    std::string name;                       ///< of the territory
    std::string name_reason;                ///< where it comes from
    std::vector<std::string> departements;  ///< of its perimeters, in order
    std::optional<geo::Box> extent;         ///< `emprise`, degrees
    std::string extent_reason;
    std::string school_zone;  ///< "" : not known
    std::string public_holidays = "france";
    std::vector<PlannedPlace> places;   ///< [[destinations]]
    std::string centre;                 ///< id of the one that is the centre
    int window_start = 7;               ///< hour; journeys leave within two hours from it
    bool schools = false;               ///< there are schools to count as opportunities
    std::vector<std::string> remarks;   ///< of the whole
    std::vector<std::string> refusals;  ///< what reading refuses and no layer explains
    /// There are perimeters to measure, and nothing unexplained in the way.
    bool runs() const;
};

/// Decides between the layers: duplicates and overlaps, the generations of perimeters, what of a
/// national file belongs to the territory, what cannot serve without another layer. Every decision
/// is told in the item it is about. The same for any order of the items.
Plan arrange(std::vector<Item> items, const Wanted& wanted, const std::string& folder,
             const Progress& progress);

}  // namespace lisiere::io::init
