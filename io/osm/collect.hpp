// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "io/osm/osm_file.hpp"

/// The objects of an OSM file that somebody wants, with their geometry: for the few (barriers,
/// places), not for the many (streets).
namespace lisiere::io::osm {

struct Shape {
    char type = 'n';  ///< 'n', 'w', or 'r' (multipolygon)
    std::int64_t id = 0;
    std::map<std::string, std::string> tags;  ///< those of `Wanted::keys` that it has
    /// Node: one point. Way: its line, in pieces where nodes are missing. Multipolygon: the lines
    /// of its outer members, joined end to end.
    std::vector<std::vector<geo::LonLat>> lines;

    std::string name() const;   ///< tag `name`, or empty
    std::string label() const;  ///< "way/123"
};

struct Wanted {
    std::vector<std::string> keys;                ///< tags to keep beside `name`
    std::function<bool(const Tags& tags)> match;  ///< asked for each object
    bool nodes = false;                           ///< nodes too; else ways and multipolygons
};

struct Collection {
    std::vector<Shape> shapes;      ///< nodes, ways, multipolygons, each in file order
    std::size_t missing_nodes = 0;  ///< references to nodes that the file does not hold
};

/// Three readings of the file at most. Errors as in `visit`.
Collection collect(const std::filesystem::path& file, const Wanted& wanted);

/// Joins lines that share an end point into longer ones, closed where they close. The order of the
/// input decides where a fork goes.
std::vector<std::vector<geo::LonLat>> stitched(std::vector<std::vector<geo::LonLat>> lines);

}  // namespace lisiere::io::osm
