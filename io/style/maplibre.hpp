// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "io/style/style.hpp"

namespace lisiere::io {

struct MapStyleOptions {
    std::string name;
    std::string language = "fr";                    ///< DEFAULT: French
    std::string url = "pmtiles://lisiere.pmtiles";  ///< DEFAULT: the archive beside style.json
    std::string attribution;
    int min_zoom = 6;
    int max_zoom = 15;
    double lon = 2.5;  ///< where the map opens
    double lat = 46.5;
    double zoom = 5;
};

/// CSS pixels of a length on paper: 96 dots per inch, rounded to a hundredth.
double pixels(double mm);

/// The layer of the tiles that holds a layer's labels. Polygons have one of their own, a point a
/// row
/// (`<layer>_etiquettes`): a polygon that spans several tiles would be named once in each.
std::string label_layer(const LayerStyle& style);

/// A MapLibre style (version 8): one vector source, a background and the layers in drawing order.
/// No sprite, no glyph server, nothing outside the folder. Each layer's `metadata` carries
/// "lisiere:couche" (`map_name`), order, title, group and legend (label and colour of every class),
/// so that a viewer needs no other file. Classes and colours are those of `qml`: a value on a bound
/// belongs to the class below it.
std::string maplibre_style(std::span<const LayerStyle> layers, const Styles& styles,
                           const MapStyleOptions& options);

}  // namespace lisiere::io
