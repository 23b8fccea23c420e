// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/core/index.hpp"
#include "engine/geo/crs.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/territory/perimeter.hpp"

namespace lisiere {

/// The study area: perimeters and communes, in one projected CRS in metres.
struct Territory {
    std::string name;
    geo::Crs crs;
    IndexedVector<PerimeterIdx, Perimeter> perimeters;
    IndexedVector<CommuneIdx, Commune> communes;
    /// Perimeters and communes' box with the buffer (default 5 km). Layers are loaded up to here.
    geo::Box study_area;
};

}  // namespace lisiere
