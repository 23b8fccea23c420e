// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "examples/generateur/tessellation.hpp"

namespace lisiere::demo {

struct Street {
    int from = 0;
    int to = 0;
    std::vector<Point> between;  ///< shape points, ends excluded
    std::string kind;            ///< OSM highway value
    std::string name;
    bool bridge = false;
    bool tunnel = false;
    int layer = 0;
    int way = -1;  ///< streets of one way follow one another in `Network::ways`
    bool drivable() const {
        return kind != "footway" && kind != "steps" && kind != "path" && kind != "pedestrian";
    }
};

struct Stretch {
    int street = 0;
    bool forward = true;
};

/// Streets between nodes, one connected piece plus one tiny island made on purpose.
struct Network {
    std::vector<Point> nodes;
    std::vector<Street> streets;
    std::vector<std::vector<Stretch>> ways;
    std::vector<std::vector<int>> at;  ///< streets of each node
    std::vector<int> level_crossings;  ///< nodes shared with the railway
    std::vector<int> crossing_street;  ///< by Plan::crossings: the street over or under the barrier
    int island_node = -1;
    int interchange = -1;  ///< street of the bridge over the motorway that has ramps

    int nearest(const Point& p, bool drivable) const;
    int opposite(int street, int node) const;
    Line line(int street) const;
    /// Streets of a cheapest path; factor multiplies the length of each street, negative closes it.
    template <class Factor>
    std::vector<Stretch> path(int from, int to, Factor factor) const;
};

Network street_network(const Plan& plan, const Tessellation& land, Random& random);

}  // namespace lisiere::demo

#include "examples/generateur/street_path.hpp"
