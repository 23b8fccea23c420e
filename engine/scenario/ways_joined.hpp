// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "engine/geo/spatial_index.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/street/street_graph.hpp"

/// Where drawn ways meet one another and the streets. Private to engine/scenario.
namespace lisiere::scenario {

/// The place of a street nearest to a point.
struct StreetPlace {
    street::EdgeIdx edge;
    std::uint32_t along_mm = 0;
    geo::Point at;
    double distance = 0;
    friend bool operator<(const StreetPlace& a, const StreetPlace& b) {
        if (a.distance != b.distance) return a.distance < b.distance;
        if (a.edge != b.edge) return a.edge < b.edge;
        return a.along_mm < b.along_mm;
    }
};

/// The edges of a graph that are passed, by place: no way joins a stretch that is closed. Keeps a
/// reference to the graph.
class StreetLines {
  public:
    explicit StreetLines(const street::StreetGraph& graph);

    const street::StreetGraph& graph() const { return *graph_; }
    /// Nearest place within `limit` metres; ties: the lowest edge, then the least along it.
    std::optional<StreetPlace> nearest(const geo::Point& p, double limit) const;
    /// The same, however far; nullopt for a graph without edges.
    std::optional<StreetPlace> nearest(const geo::Point& p) const;
    /// Fractions along the segment ab at which it crosses or touches streets, edge by edge.
    std::vector<double> crossings(const geo::Point& a, const geo::Point& b) const;

  private:
    bool open(street::EdgeIdx edge) const;

    const street::StreetGraph* graph_;
    geo::BoxIndex index_;
    bool any_ = false;  ///< is any edge passed?
};

/// A vertex of a drawn way. Those that bear the same number, from 0, are one place.
struct Vertex {
    geo::Point at;
    std::optional<std::size_t> joint;
};
using VertexLine = std::vector<Vertex>;

/// The lines of some added ways with a vertex wherever they meet one another: where a vertex of one
/// lies within `joined_within` of another, and, for a way that joins crossings, where it crosses
/// another or a street. Repeated points are dropped. Vertices of different ways (and both ends of a
/// closed one) within `joined_within` of each other share a joint, at the first of them in the
/// order of coordinates; the order of the ways changes nothing but the numbers.
std::vector<VertexLine> joined_lines(std::span<const AddedWay* const> ways,
                                     const StreetLines& streets);

}  // namespace lisiere::scenario
