// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/core/notice.hpp"
#include "io/osm/read_streets.hpp"
#include "io/reference/categories.hpp"

namespace lisiere::io {

/// Facilities of an OSM file: nodes, ways and multipolygons whose tags meet a rule of the
/// categories; one facility per category met. Place, in the working CRS: the node; the centroid of
/// a closed way or of a multipolygon's largest outer ring; the middle vertex of an open line. Id
/// "node/123"; type "node" or "area"; no capacity; `source` is left to the caller. Notices:
/// equipements_lus; aucun_equipement (avertissement). InputError: unreadable, truncated or not OSM.
std::vector<access::Facility> read_osm_facilities(const std::filesystem::path& file,
                                                  const Categories& categories,
                                                  const Project& project, Notices& notices);

}  // namespace lisiere::io
