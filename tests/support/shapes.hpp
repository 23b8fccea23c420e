// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "engine/geo/overlay.hpp"

/// Small towns for tests: shapes that cover a square without gaps, and the moves that must change
/// nothing.
namespace lisiere::test {

inline geo::MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

/// The square [0, side]² cut into the nearest-site areas of random sites.
inline std::vector<geo::MultiPolygon> patchwork(std::mt19937& random, std::size_t pieces,
                                                double side) {
    std::uniform_real_distribution<double> place(0, side);
    std::vector<geo::Point> sites;
    for (std::size_t i = 0; i < pieces; ++i) sites.push_back({place(random), place(random)});
    return geo::voronoi(sites, rectangle(0, 0, side, side));
}

/// The shape turned about the origin by `angle` (radians), then moved.
inline geo::MultiPolygon placed(geo::MultiPolygon shape, double angle, double dx, double dy) {
    const auto place = [&](geo::Ring& ring) {
        for (geo::Point& p : ring)
            p = {p.x * std::cos(angle) - p.y * std::sin(angle) + dx,
                 p.x * std::sin(angle) + p.y * std::cos(angle) + dy};
    };
    for (geo::Polygon& polygon : shape) {
        place(polygon.outer);
        for (geo::Ring& hole : polygon.holes) place(hole);
    }
    return shape;
}

inline std::vector<geo::MultiPolygon> placed(std::vector<geo::MultiPolygon> shapes, double angle,
                                             double dx, double dy) {
    for (geo::MultiPolygon& shape : shapes) shape = placed(std::move(shape), angle, dx, dy);
    return shapes;
}

}  // namespace lisiere::test
