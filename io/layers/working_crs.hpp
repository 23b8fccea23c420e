// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/geo/crs.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// The territory's working CRS: the declared one (`crs`, checked: projected, metres), else by the
/// position of the perimeters, else of the communes, IRIS, population. The position is the middle
/// one of the features that pass the layer's filter, in longitude and in latitude apart: a national
/// file with overseas quarters is metropolitan, its Guadeloupe filter is not. ConfigError when no
/// layer has a position.
geo::Crs working_crs(const RunConfig& config);

/// The middle position of a vector layer, as above. Same errors as read_layer for what it meets.
geo::LonLat middle_of(const LayerSpec& spec);

}  // namespace lisiere::io
