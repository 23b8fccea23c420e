// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/error.hpp"

namespace lisiere::geo {

/// A projected CRS in metres, by its EPSG code (2154, 5490, 2972, 2975, 4471, 326xx, 327xx). Only
/// io/gdal knows what a code means; the engine only requires that codes agree.
struct Crs {
    int epsg = 0;
    friend bool operator==(Crs, Crs) = default;
};

inline void require_same(Crs a, Crs b) {
    LISIERE_EXPECTS(a == b);
}

}  // namespace lisiere::geo
