// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/core/notice.hpp"

namespace lisiere::io {

/// One font of the machine.
struct Font {
    std::string file;  ///< empty: the machine has none
    std::string face;  ///< family and style, as Mapnik names it: "DejaVu Sans Book"
};

/// What pages and maps are written with.
struct Fonts {
    std::string family;  ///< the one found, which may be another than the one asked for
    Font regular;
    Font bold;
};

/// The fonts of that family, or what fontconfig gives in their place, with a notice
/// `police_absente`; without any font at all, maps and pages have no text, with the same notice.
Fonts find_fonts(const std::string& family, Notices& notices);

}  // namespace lisiere::io
