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

/// The ways of OSM files that each of `modes` may use, appended to its table (vertices in the
/// working CRS), by the profile and the tags that `way_use` knows, and:
/// - several files are one network: nodes of one id are one place, a way of one id counts once, as
///   the file has it that gives it most nodes;
/// - kind: `highway`, else one of the pairs the profile knows (`railway=platform`...); a kind that
///   it does not know is left out with a notice; areas
///   (`highway=pedestrian` + `area=yes`) are travelled along their rims; ferries are no ways;
/// - nodes that a mode may not pass cut the ways: by its access tags, else by the kind of
///   `barrier`, `locked=yes` or an emergency exit; traffic lights delay;
/// - a way that misses nodes is cut where they are missing.
/// Notices (layer: `layer_name`): voies_lues, voies_interdites, voies_de_nature_inconnue,
/// noeuds_manquants, passages_fermes. InputError: unreadable, truncated or not OSM; no way for any
/// of the modes; no located node. Cost: two readings of each file; memory: 24 bytes a node of a
/// way, 8 a reference, and what the tables hold.
void append_ways(std::span<const std::filesystem::path> files, const WayProfile& profile,
                 const Project& project, std::span<street::ModeWays> modes, Notices& notices);
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
