// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "io/map/map_frame.hpp"

namespace lisiere::io {

/// Writes the labels of the layers (those of the last layer first, in the order of their rows):
/// inside a polygon, a whole one or its largest part; above a point, else below it or beside. A
/// label that would leave the frame or touch another is tried one line higher and lower, then left
/// out: no map is better read with names over names. Lines have none. Returns where it wrote. Same
/// bytes for the same layers.
std::vector<PageBox> draw_labels(Canvas& canvas, const MapView& view,
                                 std::span<const MapLayer> layers, const MapOptions& options);

}  // namespace lisiere::io
