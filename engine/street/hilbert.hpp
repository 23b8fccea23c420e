// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>

namespace lisiere::street {

/// Position along the Hilbert curve of order 16 of the cell (x, y), both under 65,536. Neighbours
/// on the curve are neighbours in the plane. Hilbert 1891, by the usual rotation of quadrants.
constexpr std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
    std::uint32_t along = 0;
    for (std::uint32_t half = 1U << 15U; half > 0; half /= 2) {
        const bool right = (x & half) != 0;
        const bool upper = (y & half) != 0;
        along += half * half * ((right ? 3U : 0U) ^ (upper ? 1U : 0U));
        if (!upper) {
            if (right) {
                x = 65535U - x;
                y = 65535U - y;
            }
            std::swap(x, y);
        }
    }
    return along;
}

}  // namespace lisiere::street
