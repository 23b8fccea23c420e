// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "io/style/style.hpp"

namespace lisiere::io {

struct PrintStyleOptions {
    Colour background;
    double scale = 1;  ///< symbols are this much larger than their styles say
};

/// The web zoom at which a screen shows this scale denominator (see styles/README.md).
double zoom_of_scale(double denominator);

/// The Mapnik style (XML, version 3) of layers that are to be drawn in the order given: one layer
/// each, named after it. Labels are not its part: Mapnik 3.1 gives Cairo letters of wrong sizes
/// from the second label on (both set the size of one FreeType face, each unaware of the other).
/// Units are points of paper. Data sources are the caller's. Classes and colours are those of `qml`
/// and `maplibre_style`: a value on a bound belongs to the class below it, a missing one is not
/// drawn.
std::string mapnik_style(std::span<const LayerStyle* const> layers,
                         const PrintStyleOptions& options);

}  // namespace lisiere::io
