// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/style/style.hpp"

namespace lisiere::io {

/// How QGIS draws one layer of the vector tiles: the renderer of a layer of a project (QGIS 3.22
/// reads it). Categories and single symbols, which is what the base map has; scale ranges are the
/// styles'. QGIS counts zooms by tiles of 256 pixels, the styles by tiles of 512: one apart.
std::string tile_renderer_xml(const LayerStyle& style, const std::string& language);

}  // namespace lisiere::io
