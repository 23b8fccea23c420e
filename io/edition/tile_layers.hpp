// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/table/table.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// The labels of a layer of polygons as points: one a row, inside the shape, with what the style
/// needs to write and filter them. Row numbers are those of the layer, so the ids in tiles agree.
/// Rows without shape stay without point.
Table label_points(const Table& table, const LayerStyle& style);

}  // namespace lisiere::io
