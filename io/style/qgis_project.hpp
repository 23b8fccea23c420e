// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "io/style/portrait_settings.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// One table of the GeoPackage, or one layer of the vector tiles, as the project shows it.
struct ProjectLayer {
    std::string table;
    std::string title;
    const LayerStyle* style = nullptr;      ///< none: a table without geometry or without style
    std::string qml;                        ///< what `qml` says of the layer; of tiles: empty
    std::string variant = {};               ///< of the style: only its rows, under its title
    bool of_perimeter = false;              ///< its column `code` names a row of `perimetres`
    bool of_tiles = false;                  ///< a layer of `ProjectOptions::tiles`: the base map
    std::string description = {};           ///< of QGIS's metadata tab; empty: none
    std::vector<std::string> columns = {};  ///< of `perimetres`, for its form
};

/// What a reader asks to see at once: the layers that are turned on, the others off.
struct ProjectTheme {
    std::string name;
    std::vector<std::string> layers;  ///< tables, or "table/variant"; those absent are left out
};

struct ProjectBookmark {
    std::string name;
    std::array<double, 4> extent{};  ///< least x, y, greatest x, y
};

struct ProjectOptions {
    std::string name;
    std::string language = "fr";                     ///< DEFAULT: French
    std::string geopackage = "./lisiere.gpkg";       ///< DEFAULT: beside the project
    std::string tiles = "./tuiles/lisiere.mbtiles";  ///< DEFAULT: below the project
    int epsg = 0;
    std::array<double, 4> extent{};  ///< where it opens: least x, y, greatest x, y
    std::vector<ProjectTheme> themes;
    /// What the form of a perimeter and the print layout tell; null: neither.
    const PortraitSettings* portrait = nullptr;
    std::string layout_theme;  ///< of the print layout, one of `themes`; empty: no layout
    std::vector<ProjectBookmark> bookmarks;
    std::string attribution;
    std::string author = {};    ///< of the project's metadata
    std::string abstract = {};  ///< what it holds, and which maps it has not
    /// Of the layout's pages, where they are not the codes.
    std::map<std::string, std::string> page_names = {};
};

/// A QGIS project (QGS, as QGIS 3.22 reads): the layers of the GeoPackage by group of the legend,
/// drawn in the styles' order whatever their group, those that cover the others turned off, tables
/// last; the form of `perimetres` by sections of the portrait; map themes, a bookmark a quarter,
/// relations from `perimetres` to the tables about it, and a print layout with an atlas over
/// `perimetres` (qgis_layout.hpp); the base map, which the GeoPackage has not, from the edition's
/// vector tiles. It holds no data and no path but those two, which are relative.
std::string qgis_project(std::span<const ProjectLayer> layers, const Styles& styles,
                         const ProjectOptions& options);

}  // namespace lisiere::io
