// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>

#include "engine/core/notice.hpp"
#include "engine/table/table.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/style.hpp"
#include "io/viewer/edition_data.hpp"
#include "io/viewer/viewer_texts.hpp"

namespace lisiere::io {

/// Where the bundled viewer is: `LISIERE_CARTE` if set, else `viewer/` of the installed data, else
/// that of the build tree. Empty when there is none: `viewer_absence` says why.
std::filesystem::path viewer_bundle();

/// Why there is no bundle, and the way out, in French: the two lines of `absente.txt`, which the
/// build left where the bundle would be (no npm, an old node, npm's own error).
struct ViewerAbsence {
    std::string reason;
    std::string way_out;
};
ViewerAbsence viewer_absence();

struct ViewerEdition {
    std::string name;
    std::string language = "fr";  ///< DEFAULT: French; the reader may change it
    std::span<const Table> tables;
    std::span<const LayerStyle> drawn;  ///< layers of the tiles, in drawing order
    const Styles* styles = nullptr;
    const ViewerTexts* texts = nullptr;
    std::span<const Plate> plates;                ///< each a theme: the layers to read together
    std::span<const AbsentPlate> absent = {};     ///< those that this edition has not, and why
    std::map<std::string, std::string> communes;  ///< code → name
    PointToLonLat to_lonlat;
    geo::LonLat south_west;
    geo::LonLat north_east;
    std::string map_style;        ///< `maplibre_style`, which names lisiere.pmtiles
    std::filesystem::path tiles;  ///< the PMTiles archive, on the same disk
    bool addresses = false;       ///< an index of addresses lies in `adresses/` (io/address)
};

/// Writes the web map: the bundle, the style, the tiles (a hard link where the disk allows it, else
/// a copy), `donnees/territoire.json` (with a theme for each plate that is drawn here) and one
/// `donnees/quartiers/<code>.json` a quarter. Nothing in the folder asks for anything outside it.
/// With an empty `bundle` nothing is written and the notice `carte_absente` says why. OutputError
/// when a file cannot be written.
void write_viewer(const ViewerEdition& edition, const std::filesystem::path& bundle,
                  const std::filesystem::path& folder, Notices& notices);

}  // namespace lisiere::io
