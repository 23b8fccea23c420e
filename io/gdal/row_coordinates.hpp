// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// InputError naming the row when one of its coordinates is not a number or lies beyond the Earth.
void require_coordinates(const RawRow& row, const std::string& where);

/// InputError naming the row when a shape is wider or higher than 1,500 km (metropolitan France has
/// 1,100): one vertex is elsewhere, and what is laid over the shape (squares, tiles, relief) would
/// have its extent.
void require_local_shapes(const RawLayer& layer);

}  // namespace lisiere::io
