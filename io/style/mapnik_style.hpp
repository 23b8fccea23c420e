// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "io/style/style.hpp"

namespace lisiere::io {

struct PrintStyleOptions {
    Colour background;
    std::string face;       ///< of labels, as Mapnik names it; empty: no label is written
    std::string bold_face;  ///< of bold labels
    double zoom = 14;       ///< web zoom of the map's scale: labels appear from theirs
    double scale = 1;       ///< symbols and letters are this much larger than their styles say
};

/// The web zoom at which a screen shows this scale denominator (see styles/README.md).
double zoom_of_scale(double denominator);

/// The Mapnik style (XML, version 3) of layers that are to be drawn in the order given: one layer
/// each, named after it, then the labels as layers `<layer>/etiquettes`, those of the last layer
/// first, since the first written keeps its place. Units are points of paper. Data sources are the
/// caller's. Classes and colours are those of `qml` and `maplibre_style`: a value on a bound
/// belongs to the class below it, a missing one is not drawn.
std::string mapnik_style(std::span<const LayerStyle* const> layers,
                         const PrintStyleOptions& options);

/// The layer of `mapnik_style` that writes the labels of a layer.
std::string label_layer_name(const LayerStyle& style);

}  // namespace lisiere::io
