// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
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
    /// SIREN to the number of communes that the EPCI has, those beyond the study area among them:
    /// what a figure of the whole EPCI must be of. An EPCI not named: nobody said.
    std::map<std::string, std::size_t> epci_communes;
    /// Sector to the share of its ground that `communes` hold; see sectors.hpp.
    std::map<std::string, double> sector_covered;
    /// Perimeters and communes' box with the buffer (default 5 km). Layers are loaded up to here.
    geo::Box study_area;
};

}  // namespace lisiere
