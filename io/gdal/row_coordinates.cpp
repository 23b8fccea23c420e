// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/row_coordinates.hpp"

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/gdal/coordinate_limits.hpp"

namespace lisiere::io {

void require_coordinates(const RawRow& row, const std::string& where) {
    const auto check = [&](const std::vector<geo::Point>& points) {
        for (const geo::Point& p : points)
            if (!is_coordinate(p))
                throw InputError({fmt::format("{}, ligne {}", where, row.number),
                                  fmt::format("une coordonnée impossible : ({}, {})", p.x, p.y),
                                  "des coordonnées finies, sur la Terre", "corriger ce point"});
    };
    for (const geo::Polygon& polygon : row.polygons) {
        check(polygon.outer);
        for (const geo::Ring& hole : polygon.holes) check(hole);
    }
    for (const geo::LineString& line : row.lines) check(line);
    check(row.points);
}

void require_local_shapes(const RawLayer& layer) {
    constexpr double most = 1.5e6;
    for (const RawRow& row : layer.rows) {
        const geo::Box box = geo::bounds(row.polygons);
        if (box.width() <= most && box.height() <= most) continue;
        throw InputError({fmt::format("{}, ligne {}", layer.where, row.number),
                          fmt::format("un contour de {:.0f} × {:.0f} km", box.width() / 1000,
                                      box.height() / 1000),
                          fmt::format("au plus {:.0f} km", most / 1000),
                          "un sommet est sans doute faux : le corriger à la source"});
    }
}

}  // namespace lisiere::io
