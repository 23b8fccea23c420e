// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/atlas/table.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// The columns a map of the layer needs: its class, its label, its order, its tip, and the key.
std::vector<std::string> drawn_columns(const LayerStyle& style);

/// The labels of a layer of polygons as points: one a row, inside the shape, with what the style
/// needs to write and filter them. Row numbers are those of the layer, so the ids in tiles agree.
/// Rows without shape stay without point.
Table label_points(const Table& table, const LayerStyle& style);

}  // namespace lisiere::io
