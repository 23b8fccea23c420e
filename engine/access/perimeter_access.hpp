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

/// Share of the basket's categories reached within `minutes` (<=), by cell. The denominator is the
/// categories of the basket that have a facility in this run. `non_disponible` when there is none
/// or nothing is known, `non_rattache` off the network.
std::vector<Maybe<double>> basket_share(const IndexedVector<CategoryIdx, Category>& categories,
                                        const ServiceTimes& times, TravelMode mode, double minutes);

}  // namespace lisiere::access
