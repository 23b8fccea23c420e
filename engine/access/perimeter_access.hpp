// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/facility.hpp"
#include "engine/access/travel_times.hpp"

namespace lisiere::access {

/// How the residents of a group reach one category by one mode. Rules for missing values:
/// cell_group.hpp.
struct GroupAccess {
    Maybe<double> median_min;  ///< over people, nearest rank
    Maybe<double> p90_min;
    std::vector<Maybe<double>> share_within;  ///< by threshold, 0..1, non-decreasing
    Maybe<double> known_share;                ///< of the people, 0..1
    friend bool operator==(const GroupAccess&, const GroupAccess&) = default;
};
GroupAccess group_access(const CellGroup& group, std::span<const Maybe<double>> minutes,
                         std::span<const double> thresholds_min);

/// What a group has more (positive) or less than a reference: minutes, and shares. Missing where
/// either is, with the group's own reason first.
struct AccessGap {
    Maybe<double> median_min;
    Maybe<double> p90_min;
    std::vector<Maybe<double>> share_within;
    friend bool operator==(const AccessGap&, const AccessGap&) = default;
};
AccessGap gap_between(const GroupAccess& group, const GroupAccess& reference);

/// Every group × category × mode of the run; transit by its percentile 50.
struct AccessTable {
    std::size_t groups = 0;
    std::size_t categories = 0;
    std::vector<TravelMode> modes;
    std::vector<GroupAccess> rows;
    /// `mode` must be one of `modes`.
    const GroupAccess& at(std::size_t group, CategoryIdx category, TravelMode mode) const;
};
AccessTable access_table(std::span<const CellGroup> groups, const ServiceTimes& times,
                         std::span<const TravelMode> modes, std::span<const double> thresholds_min,
                         Threads threads);

/// The categories that the basket counts: those that belong to it and that a cell has a time to, or
/// none because it is out of reach, by some mode. A scenario counts those of its base.
std::vector<bool> basket_of(const IndexedVector<CategoryIdx, Category>& categories,
                            const ServiceTimes& times);

/// Share of the categories `counted` reached within `minutes` (<=), by cell: their number is the
/// denominator, for every cell. Guarantees: a facility opened lowers nobody's share, one closed
/// raises nobody's, the first and the last of their category included. `non_disponible` when none
/// is counted or the mode is not of the run, `non_rattache` off the network.
std::vector<Maybe<double>> basket_share(const std::vector<bool>& counted, const ServiceTimes& times,
                                        TravelMode mode, double minutes);

}  // namespace lisiere::access
