// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>

#include "io/style/portrait_settings.hpp"

namespace lisiere::io {

/// The print layout of the QGIS project: one A4 page in landscape a perimeter.
struct LayoutOptions {
    std::string name;
    std::string language = "fr";
    std::string theme;            ///< the map theme its map shows
    std::string coverage_id;      ///< layer the atlas runs over: `perimetres`
    std::string coverage_source;  ///< "./lisiere.gpkg|layername=perimetres"
    std::string coverage_title;
    std::string indicators_id;  ///< layer of the headline indicators; empty: there is none
    const PortraitSettings* portrait = nullptr;  ///< its figures; not null
    std::string attribution;
    std::array<double, 4> extent{};  ///< of the first page's map: least x, y, greatest x, y
    /// Code and file name of the perimeters whose page has another name than the code.
    std::map<std::string, std::string> page_names = {};
};

/// One `<Layout>` element, as QGIS 3.22 reads: title, status line, map at a margin of a quarter
/// around each perimeter, legend of what the map shows, the figures that styles/portrait.toml has
/// `qgis` for, scale bar, north arrow, sources. Fixed
/// identifiers: the same options give the same bytes.
std::string qgis_layout(const LayoutOptions& options);

}  // namespace lisiere::io
