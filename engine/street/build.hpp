// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/mode.hpp"
#include "engine/street/relief.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// What a way is, all along. Two ways alike may become one edge.
struct WayTraits {
    std::string_view kind;
    std::uint8_t flags = 0;  ///< WayFlag bits
    std::int8_t layer = 0;
    double speed_kmh = 0;  ///< > 0
    bool forward = true;
    bool backward = true;
    double back_kmh = 0;  ///< speed against the way; 0: as `speed_kmh`
    Cost crossing = 0;    ///< lost on the way through a crossing: half of it at each end there
};

/// Streets as sources have them: ways that share numbered vertices. Flat arrays, one reading pass
/// to fill.
class WayTable {
  public:
    /// Where vertex `vertices.size()` and so on lie; a way may name only vertices that exist when
    /// the graph is built.
    std::vector<geo::Point> vertices;
    /// Time lost at a vertex, a traffic light: by number, those beyond the end lose none.
    std::vector<Cost> delays;

    /// Adds a way through the vertices, in order. Repeated neighbours are dropped; a way with fewer
    /// than two different neighbours adds nothing.
    /// False then.
    bool add_way(std::int64_t id, const WayTraits& traits, std::span<const std::uint32_t> through);

    /// Adds the ways of another table, whose vertices stay apart from those here.
    void append(const WayTable& other);

    /// Makes one network of tables appended one after the other. `starts`: the first vertex of
    /// each. A vertex that lies within `tolerance` of one of an earlier table becomes that one,
    /// unless its own table, or the earlier one, has two there (stretches that a closed gate
    /// parts); a way through the vertices of one of an earlier table, and of its kind, is that one.
    /// Cost: O(vertices + refs).
    void join(std::span<const std::uint32_t> starts, Metres tolerance = Metres{0.1});

    struct Way {
        std::int64_t id = 0;
        std::uint32_t first_ref = 0;
        std::uint32_t refs = 0;
        std::uint32_t kind = 0;
        double speed_kmh = 0;
        std::uint8_t flags = 0;
        std::int8_t layer = 0;
        bool forward = true;
        bool backward = true;
        double back_kmh = 0;
        Cost crossing = 0;
        bool one_sided() const { return !forward || !backward || back_kmh > 0; }
    };
    const std::vector<Way>& ways() const { return ways_; }
    const std::vector<std::uint32_t>& refs() const { return refs_; }
    const std::vector<std::string>& kinds() const { return kinds_; }

  private:
    std::vector<Way> ways_;
    std::vector<std::uint32_t> refs_;
    std::vector<std::string> kinds_;
};

/// The streets of one mode, as they are read.
struct ModeWays {
    Mode mode = Mode::marche;
    WayTable table;
};

/// The graph reduced to crossings: a vertex where two stretches of like ways meet, and nothing
/// else, becomes a point of the edge's line; an edge that runs through several ways carries the id
/// of the one it starts with. A ring that meets nothing keeps one node. Vertices no way uses are
/// left out. Lengths and times between crossings are those of the ways (each edge is
/// measured whole: rounding to the millimetre and the millisecond once per edge). What is lost at a
/// vertex counts whole on the edge it lies on, by half on each edge that ends there. Guarantees:
/// nodes follow a Hilbert curve over the bounds and edges follow their nodes, so that near things
/// are near in memory; the same table gives the same bytes. With a relief, speeds follow the
/// slopes; the edges of unknown height are counted. Cost: O(vertices + refs + nodes log nodes).
StreetGraph build_graph(const WayTable& table, const Relief* relief = nullptr,
                        std::size_t* without_height = nullptr);

/// Numbers places that are the same within a tolerance, for line layers whose ways share vertices
/// by coordinates only. A place takes the number of the nearest place numbered before it within the
/// tolerance (ties: lowest number), else a new one: the order of the input decides, and nothing
/// else.
class VertexMerger {
  public:
    explicit VertexMerger(Metres tolerance = Metres{0.1});
    std::uint32_t vertex(const geo::Point& p);
    /// The places by number: to be moved to `WayTable::vertices` in the end.
    std::vector<geo::Point> vertices;

  private:
    struct Cell {
        std::int64_t column;
        std::int64_t row;
        friend bool operator==(const Cell&, const Cell&) = default;
    };
    struct CellHash {
        std::size_t operator()(const Cell& cell) const;
    };
    double tolerance_;
    std::unordered_multimap<Cell, std::uint32_t, CellHash> cells_;
};

}  // namespace lisiere::street
