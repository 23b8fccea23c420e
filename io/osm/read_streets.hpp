// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "engine/core/notice.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/build.hpp"
#include "engine/street/street_graph.hpp"
#include "io/osm/way_rules.hpp"

namespace lisiere::io {

/// From degrees to the working CRS; both spans have the same length. io/gdal's Projector is one.
using Project = std::function<void(std::span<const geo::LonLat>, std::span<geo::Point>)>;

/// Name of a layer's streets in notices about a mode: the file's for walking, with the mode for the
/// others.
std::string layer_name(const std::string& file, street::Mode mode);

/// The ways of an OSM file that each of `modes` may use, appended to its table (vertices in the
/// working CRS), from one reading, by the profile and the tags that `way_use` knows, and:
/// - kind: `highway`; a kind the profile does not know is left out with a notice; areas
///   (`highway=pedestrian` + `area=yes`) are travelled along their rims; ferries are no ways;
/// - nodes with `barrier` that a mode may not pass (its access tags, else the kind of barrier) cut
///   the ways; traffic lights delay;
/// - a way that misses nodes is cut where they are missing.
/// Notices (layer: `layer_name`): voies_lues, voies_interdites, voies_de_nature_inconnue,
/// noeuds_manquants, passages_fermes. InputError: unreadable, truncated or not OSM; no way for any
/// of the modes; no located node. Cost: two readings of the file; memory: 24 bytes a node of a way,
/// 8 a reference, and what the tables hold.
void append_ways(const std::filesystem::path& file, const WayProfile& profile,
                 const Project& project, std::span<street::ModeWays> modes, Notices& notices);

struct StreetReading {
    street::StreetGraph graph;
    Notices notices;
};

/// `append_ways` of one mode into a graph reduced to crossings, and what `street::note_islands`
/// finds about it.
StreetReading read_streets(const std::filesystem::path& file, const WayProfile& profile,
                           const Project& project, street::Mode mode = street::Mode::marche);

}  // namespace lisiere::io
