// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/shape_digest.hpp"

#include <type_traits>

namespace lisiere::geo {

// The bytes of a ring are those of its coordinates: nothing lies between them.
static_assert(std::is_trivially_copyable_v<Point> && sizeof(Point) == 2 * sizeof(double));

Digest digest_of(std::span<const MultiPolygon> shapes) {
    Digester digester;
    const auto add = [&digester](const Ring& ring) {
        digester.add(ring.size()).bytes(std::as_bytes(std::span(ring)));
    };
    digester.add(shapes.size());
    for (const MultiPolygon& shape : shapes) {
        digester.add(shape.size());
        for (const Polygon& polygon : shape) {
            add(polygon.outer);
            digester.add(polygon.holes.size());
            for (const Ring& hole : polygon.holes) add(hole);
        }
    }
    return digester.digest();
}

}  // namespace lisiere::geo
