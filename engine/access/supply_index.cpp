// SPDX-License-Identifier: Apache-2.0
#include "engine/access/supply_index.hpp"

#include <algorithm>

namespace lisiere::access {
namespace {

double minutes_of(const transit::StopWalk& walk) {
    return walk.walk.count() / 60.0;
}

}  // namespace

double supply_index(std::span<const transit::StopWalk> stops,
                    const IndexedVector<transit::StopIdx, std::vector<transit::LineCalls>>& calls,
                    const transit::Timetable& timetable, double hours,
                    const SupplyIndexSettings& settings, const SupplySettings& reach) {
    LISIERE_EXPECTS(hours > 0);
    std::map<transit::LineIdx, double> frequencies;  // equivalent doorstep frequency, by line
    for (const transit::StopWalk& stop : stops)
        for (const transit::LineCalls& call : calls[stop.stop]) {
            const transit::Mode mode = timetable.lines()[call.line].mode;
            const double walk = minutes_of(stop);
            if (walk > (is_heavy(mode) ? reach.heavy_reach : reach.reach).count()) continue;
            const double per_hour = static_cast<double>(call.departures.size()) / hours;
            const auto slack = settings.reliability.find(mode);
            const double wait = settings.wait_share * 60 / per_hour +
                                (slack == settings.reliability.end() ? 0 : slack->second);
            double& best = frequencies[call.line];
            best = std::max(best, 30 / (walk + wait));
        }
    std::map<transit::Mode, std::pair<double, double>> modes;  // greatest, sum
    for (const auto& [line, frequency] : frequencies) {
        auto& [greatest, sum] = modes[timetable.lines()[line].mode];
        greatest = std::max(greatest, frequency);
        sum += frequency;
    }
    double index = 0;
    for (const auto& [mode, figures] : modes)
        index += figures.first + settings.other_weight * (figures.second - figures.first);
    return index;
}

const std::string& supply_class(double index, const SupplyIndexSettings& settings) {
    for (const auto& [bound, name] : settings.classes)
        if (index <= bound) return name;
    return settings.last_class;
}

}  // namespace lisiere::access
