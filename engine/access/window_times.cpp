// SPDX-License-Identifier: Apache-2.0
#include "engine/access/window_times.hpp"

#include <algorithm>

namespace lisiere::access {

void window_times(const transit::StopProfiles& profiles, std::span<const transit::StopWalk> access,
                  const transit::DepartureWindow& window, const transit::TransitLimits& limits,
                  std::vector<std::int32_t>& times) {
    const std::size_t last = window.departures() - 1;
    times.assign(last + 1, transit::never);
    const std::int32_t start = window.start.count();
    const std::int32_t step = window.step.count();
    for (const transit::StopWalk& from : access) {
        const auto profile = profiles.profiles[from.stop];
        const std::int32_t ready = start + from.walk.count();
        auto it = std::lower_bound(profile.begin(), profile.end(), ready,
                                   [](const transit::StopProfiles::Entry& e, std::int32_t time) {
                                       return e.leave < time;
                                   });
        // Each ride is caught by the last departure that reaches the stop in time, and by all those
        // before it (filled in backwards below); rides after the last departure of the window serve
        // that one only.
        for (; it != profile.end(); ++it) {
            const std::size_t departure =
                std::min(last, static_cast<std::size_t>((it->leave - ready) / step));
            times[departure] = std::min(times[departure], it->arrive);
            if (departure == last) break;
        }
    }
    for (std::size_t d = last; d-- > 0;) times[d] = std::min(times[d], times[d + 1]);
    const std::int32_t longest = limits.max_time.count();
    for (std::size_t d = 0; d <= last; ++d) {
        if (times[d] == transit::never) continue;
        const std::int32_t time = times[d] - window.departure(d).count();
        times[d] = time <= longest ? time : transit::never;
    }
}

}  // namespace lisiere::access
