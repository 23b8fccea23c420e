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
#include "io/osm/way_profile.hpp"

namespace lisiere::io {

/// From degrees to the working CRS; both spans have the same length. io/gdal's Projector is one.
using Project = std::function<void(std::span<const geo::LonLat>, std::span<geo::Point>)>;

/// The walkable ways of an OSM file, appended to `table` (its vertices in the working CRS), by the
/// profile and these tags:
/// - kind: `highway`; a kind the profile does not know is left out with a notice; areas
///   (`highway=pedestrian` + `area=yes`) are walked along their rims; ferries are no ways;
/// - access: `foot` decides when present (yes, designated, permissive, official, destination,
/// customers: walked; no, private,
///   use_sidepath: not), else `access` (no, private, agricultural, forestry, delivery, military:
///   not); `motorroad=yes` is walked only where `foot` allows;
/// - direction: `oneway:foot` and `conveying` (escalators); `oneway` does not bind walkers;
/// - nodes with `barrier` that walkers may not pass by the same access tags cut the ways; other
/// barriers do not;
/// - a way that misses nodes is cut where they are missing.
/// Notices (layer: the file's name): voies_lues, voies_interdites, voies_de_nature_inconnue,
/// noeuds_manquants, passages_fermes. InputError: unreadable, truncated or not OSM; no walkable
/// way; no located node. Cost: two readings of the file; memory: 24 bytes a node of a walkable way,
/// 4 a reference.
void append_ways(const std::filesystem::path& file, const WayProfile& profile,
                 const Project& project, street::WayTable& table, Notices& notices);

struct StreetReading {
    street::StreetGraph graph;
    Notices notices;
};

/// `append_ways` into one graph reduced to crossings, and what `street::note_islands` finds about
/// it.
StreetReading read_streets(const std::filesystem::path& file, const WayProfile& profile,
                           const Project& project);

}  // namespace lisiere::io
