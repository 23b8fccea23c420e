// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "engine/transit/raptor.hpp"

namespace lisiere::transit {

/// `reverse_profiles` for many places: the hops of the window in their order are listed once, not a
/// place. `day` and `footpaths` need not outlive it. Safe from several threads. Memory: 28 bytes a
/// hop of the window, and 16 a search.
class ReverseSearches {
  public:
    ReverseSearches(const DayTimetable& day, const Footpaths& footpaths,
                    const DepartureWindow& window, const TransitLimits& limits);
    ~ReverseSearches();

    /// What `reverse_profiles` gives with the limits, but for `max_time`, at most theirs.
    StopProfiles profiles(std::span<const StopWalk> egress, Seconds max_time) const;

  private:
    struct Shared;
    std::size_t stops_;
    std::unique_ptr<const Shared> shared_;
};

}  // namespace lisiere::transit
