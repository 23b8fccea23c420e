// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "engine/geo/geometry.hpp"

namespace lisiere::io {

/// What an OSM file holds.
struct OsmInfo {
    std::size_t nodes = 0;
    std::size_t ways = 0;
    std::size_t relations = 0;
    geo::Box degrees;                          ///< of the nodes (x: longitude), empty without nodes
    geo::Box header_degrees;                   ///< as the header says; may be empty
    std::map<std::string, std::size_t> kinds;  ///< ways by `highway`
};

/// One reading. InputError: unreadable, truncated or not OSM.
OsmInfo inspect_osm(const std::filesystem::path& file);

/// `inspect_osm` as lines for `lisiere info`, most frequent kinds first, in French.
std::string describe_osm(const std::filesystem::path& file);

}  // namespace lisiere::io
