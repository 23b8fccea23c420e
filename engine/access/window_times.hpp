// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/transit/raptor.hpp"

namespace lisiere::access {

/// Seconds from door to door for every departure of the window, riding from one of the `access`
/// stops to the place of `profiles` (that of `reverse_profiles`); `transit::never` without a trip
/// within limits.max_time. The same as `transit::earliest_arrival` of each departure, in one pass.
/// `times` is resized. Cost: the entries of the window of each stop.
void window_times(const transit::StopProfiles& profiles, std::span<const transit::StopWalk> access,
                  const transit::DepartureWindow& window, const transit::TransitLimits& limits,
                  std::vector<std::int32_t>& times);

}  // namespace lisiere::access
