// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"
#include "io/map/map_frame.hpp"

namespace lisiere::io {
namespace {

/// The least readable denominator at or above.
double readable(double denominator) {
    const double power = std::pow(10.0, std::floor(std::log10(denominator)));
    for (const double step : {1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0})
        if (denominator <= step * power * (1 + 1e-9)) return step * power;
    return 10 * power;
}

}  // namespace

MapView view_of(const geo::Box& content, double margin_m, const PageBox& frame) {
    constexpr double least_half_m = 500;
    const geo::Box around = content.empty()
                                ? geo::Box{-least_half_m, -least_half_m, least_half_m, least_half_m}
                                : content.grown(margin_m);
    const double needed =
        1000 * std::max(around.width() / frame.width, around.height() / frame.height);
    const double per_mm = readable(needed) / 1000;
    const double x = (around.min_x + around.max_x) / 2;
    const double y = (around.min_y + around.max_y) / 2;
    const double half_width = frame.width * per_mm / 2;
    const double half_height = frame.height * per_mm / 2;
    return {{x - half_width, y - half_height, x + half_width, y + half_height}, frame};
}

PagePoint on_page(const geo::Point& p, const MapView& view) {
    const double per_m = 1000 / view.scale_denominator();
    return {view.frame.x + (p.x - view.ground.min_x) * per_m,
            view.frame.y + (view.ground.max_y - p.y) * per_m};
}

geo::Box main_bounds(const geo::MultiPolygon& shape, const geo::Point& from, double share) {
    struct Part {
        double reach = 0;
        double area = 0;
        geo::Box box;
    };
    std::vector<Part> parts;
    double whole = 0;
    for (const geo::Polygon& polygon : shape) {
        Part& part = parts.emplace_back();
        part.box = geo::bounds(polygon.outer);
        part.area = geo::area({polygon}).value();
        part.reach = std::hypot(std::max(from.x - part.box.min_x, part.box.max_x - from.x),
                                std::max(from.y - part.box.min_y, part.box.max_y - from.y));
        whole += part.area;
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.reach < b.reach; });
    geo::Box box;
    double held = 0;
    for (const Part& part : parts) {
        if (held >= share * whole && !box.empty()) break;
        box.extend(part.box);
        held += part.area;
    }
    return box;
}

}  // namespace lisiere::io
