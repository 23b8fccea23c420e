// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "io/style/style.hpp"

namespace lisiere::io {

/// "#8c1d40", 0.25 → "140,29,64,64", as QGIS writes a colour.
std::string rgba(const Colour& colour, double opacity);

/// The symbol of a class in QGIS's XML, its casing under it. `number`: its name among those of the
/// renderer.
std::string symbol_xml(const LayerStyle& style, const Symbol& symbol, std::size_t number);

}  // namespace lisiere::io
