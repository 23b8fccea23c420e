// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/geo/geometry.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::test {

/// Scale and speeds of a drawn town. With the defaults one character is 10 m and 10 s of walking.
struct TownStyle {
    double metres = 10;                    ///< of one character across, and of one line down
    double speed_kmh = 3.6;                ///< 3.6 km/h = 1 m/s: a metre costs 1,000 ms
    std::map<std::string, double> speeds;  ///< km/h by kind, where it differs: {{"steps", 1.8}}
};

/// A town drawn in text, for tests that can be read:
///
///     const Town town(R"(
///         A---x---B      p
///         |       !
///         C===+~~~D>>>E
///     )");
///     town.node('A'); town.place('p'); town.snap('x'); town.edge('A', 'B');
///
/// | character | meaning |
/// | --- | --- |
/// | `A`-`Z`, `0`-`9` | a node with a name (each name once) |
/// | `+` | a node without a name: corner or crossing |
/// | `-` and `\|` | street, both ways (kind "residential") |
/// | `=` and `!` | footway (kind "footway", flag footway) |
/// | `~` and `:` | steps (kind "steps", flag steps) |
/// | `>` `<` `^` `v` | street walked one way only |
/// | `#` | a bridge: the street across passes over the street down, without meeting (flag bridge,
/// layer 1) | | `a`-`z` but `v` | a place: drawn inside a street it lies on it and the street goes
/// on; alone it is off the network |
///
/// Streets run straight between two nodes, across or down, through at least one character other
/// than a node
/// (`AB` is not a street). The kind of a street is that of its first character after the node.
/// Blank first and last lines are dropped; a common indent changes nothing but is kept out of the
/// coordinates. Coordinates: x = metres · column, y = metres · (lines below): the lower left
/// character is (0, 0), north is up. Node numbers follow the reading order; edges: in reading order
/// of their first node, across before down. Anything else in the picture is a
/// std::invalid_argument.
class Town {
  public:
    explicit Town(std::string_view picture, const TownStyle& style = {});

    const street::StreetGraph& graph() const { return graph_; }
    street::NodeIdx node(char name) const;
    /// Where a node or a place is.
    geo::Point place(char name) const;
    /// The lowest edge between two named nodes, either way round.
    street::EdgeIdx edge(char a, char b) const;
    /// The place tied to the street nearest to it by plain search over all edges (ties: lowest
    /// edge), walked to at 3.6 km/h: a place drawn inside a street has no walk.
    street::Snap snap(char name) const;

  private:
    street::StreetGraph graph_;
    std::map<char, street::NodeIdx> nodes_;
    std::map<char, geo::Point> places_;
};

}  // namespace lisiere::test
