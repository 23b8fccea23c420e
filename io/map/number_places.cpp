// SPDX-License-Identifier: Apache-2.0
#include "io/map/number_places.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::io {
namespace {

struct Area {
    std::size_t index = 0;
    PagePoint anchor;
    PageBox box;  ///< of the part that the anchor is in
};

std::optional<Area> area_of(const geo::MultiPolygon* shape, std::size_t index,
                            const MapView& view) {
    if (shape == nullptr || shape->empty()) return std::nullopt;
    const auto larger = [](const geo::Polygon& a, const geo::Polygon& b) {
        return geo::area({a}).value() < geo::area({b}).value();
    };
    const geo::MultiPolygon largest{*std::max_element(shape->begin(), shape->end(), larger)};
    const geo::Point point = geo::point_on_surface(largest);
    if (!view.ground.contains(point)) return std::nullopt;
    const geo::Box ground = geo::bounds(largest);
    const PagePoint a = on_page({ground.min_x, ground.max_y}, view);
    const PagePoint b = on_page({ground.max_x, ground.min_y}, view);
    return Area{index, on_page(point, view), {a.x, a.y, b.x - a.x, b.y - a.y}};
}

/// Is the disc at that place whole in the frame?
bool fits(const PageBox& disc, const PageBox& frame) {
    return disc.x >= frame.x && disc.y >= frame.y && disc.right() <= frame.right() &&
           disc.bottom() <= frame.bottom();
}

}  // namespace

std::vector<NumberPlace> place_numbers(const MapView& view,
                                       std::span<const geo::MultiPolygon* const> areas,
                                       double disc_mm, std::span<const PageBox> reserved) {
    std::vector<Area> told;
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (auto area = area_of(areas[i], i, view)) told.push_back(*area);
    std::vector<PageBox> taken(reserved.begin(), reserved.end());
    const double half = disc_mm / 2;
    const auto disc_at = [&](const PagePoint& at) {
        return PageBox{at.x - half, at.y - half, disc_mm, disc_mm};
    };
    const auto free = [&](const PageBox& disc, bool of_areas) {
        const auto meets = [&](const PageBox& other) { return touch(disc, other); };
        return fits(disc, view.frame) && std::none_of(taken.begin(), taken.end(), meets) &&
               (!of_areas || std::none_of(told.begin(), told.end(),
                                          [&](const Area& one) { return meets(one.box); }));
    };
    std::vector<NumberPlace> out;
    for (const Area& area : told) {
        // Four discs wide, an area is not hidden by one.
        const bool large = std::min(area.box.width, area.box.height) >= 4 * disc_mm;
        NumberPlace place{area.index, area.anchor, area.anchor, false};
        bool found = large && free(disc_at(place.at), false);
        constexpr int directions = 16;
        constexpr int rings = 12;
        for (const bool of_areas : {true, false})
            for (int ring = 0; ring < rings && !found; ++ring)
                for (int k = 0; k < directions && !found; ++k) {
                    // Outside the box of the area, the nearest first; north-east first.
                    const double angle = std::numbers::pi * (0.25 + 2.0 * k / directions);
                    const double out_x = area.box.width / 2 + disc_mm * (0.7 + 0.6 * ring);
                    const double out_y = area.box.height / 2 + disc_mm * (0.7 + 0.6 * ring);
                    const PagePoint at{area.box.x + area.box.width / 2 + out_x * std::cos(angle),
                                       area.box.y + area.box.height / 2 - out_y * std::sin(angle)};
                    if (!free(disc_at(at), of_areas)) continue;
                    place.at = at;
                    place.apart = true;
                    found = true;
                }
        place.at.x = std::clamp(place.at.x, view.frame.x + half, view.frame.right() - half);
        place.at.y = std::clamp(place.at.y, view.frame.y + half, view.frame.bottom() - half);
        taken.push_back(disc_at(place.at));
        out.push_back(place);
    }
    return out;
}

}  // namespace lisiere::io
