// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/nearest_heavy.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/atlas/atlas.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

using transit::StopIdx;

Maybe<HeavyStop> nearest(const geo::MultiPolygon& shape, const transit::Timetable& timetable,
                         const std::vector<StopIdx>& heavy) {
    // No point of the shape is nearer than its box.
    const geo::Box box = geo::bounds(shape);
    std::vector<std::pair<double, StopIdx>> order;
    for (const StopIdx stop : heavy) {
        const geo::Point& at = timetable.stops()[stop].at;
        const double dx = std::max({box.min_x - at.x, at.x - box.max_x, 0.0});
        const double dy = std::max({box.min_y - at.y, at.y - box.max_y, 0.0});
        order.emplace_back(std::hypot(dx, dy), stop);
    }
    std::sort(order.begin(), order.end());
    Maybe<HeavyStop> best;
    for (const auto& [least, stop] : order) {
        if (best && least > (*best).metres) break;
        const double metres = geo::distance_to(shape, timetable.stops()[stop].at).value();
        if (!best || std::pair(metres, stop) < std::pair((*best).metres, (*best).stop))
            best = HeavyStop{stop, metres};
    }
    return best;
}

}  // namespace

std::vector<StopIdx> heavy_stops(const transit::Timetable& timetable,
                                 const IndexedVector<StopIdx, transit::StopService>& services) {
    std::vector<StopIdx> heavy;
    for (const StopIdx stop : indices<StopIdx>(services.size()))
        if (services[stop].heavy && !services[stop].lines.empty() &&
            timetable.stops()[stop].boardable)
            heavy.push_back(stop);
    return heavy;
}

std::vector<Maybe<HeavyStop>> nearest_heavy_stops(const Atlas& atlas) {
    std::vector<StopIdx> heavy;
    if (atlas.inputs.timetable) heavy = heavy_stops(*atlas.inputs.timetable, atlas.stop_services);
    std::vector<Maybe<HeavyStop>> found;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters) {
        if (!perimeter.shape)
            found.emplace_back(perimeter.shape.absence());
        else if (heavy.empty())
            found.emplace_back(Absence::non_disponible);
        else
            found.push_back(nearest(*perimeter.shape, *atlas.inputs.timetable, heavy));
    }
    return found;
}

}  // namespace lisiere
