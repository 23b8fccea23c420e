// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/street/barrier.hpp"
#include "engine/street/build.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// A street of a line layer, as the layer says it.
struct StreetLine {
    std::string id;
    std::string kind;  ///< value of the field mapped to `nature`; "" when there is none
    std::string name;
    geo::LineString line;    ///< at least two points
    std::uint8_t flags = 0;  ///< street::WayFlag bits: bridge, tunnel
    int layer = 0;
    std::string access;  ///< OSM-like: "private", "no", ...; "" unknown
    std::string foot;    ///< "yes", "no", ...; wins over access
};

/// Lines of a layer, parts of a multi-line apart, those that meet the window. One-way rules are for
/// vehicles and are not read. InputError: no line at all in the window. Notice: `sans_ligne`
/// (points or polygons left out).
std::vector<StreetLine> read_street_lines(const StreetSpec& spec, const ReadContext& context,
                                          Notices& notices);

/// Walking speed, km/h, and flags to add, of one street; nullopt: nobody walks there.
struct Walkable {
    double speed_kmh = 0;
    std::uint8_t flags = 0;
};
using WalkRule = std::function<std::optional<Walkable>(const StreetLine& line)>;

/// Ways that share vertices by coordinates, within 10 cm, ready for street::build_graph. Walked
/// both ways.
street::WayTable to_way_table(const std::vector<StreetLine>& lines, const WalkRule& rule);

/// Barriers of a line or polygon layer; of a polygon, its rims. The kind is the declared `nature`,
/// else the field's, row by row. ConfigError: neither. Notice `nature_inconnue`: a word that is no
/// kind, taken as "autre"; `couche_hors_zone`: nothing in the window.
std::vector<street::BarrierPiece> read_barrier_lines(const BarrierSpec& spec,
                                                     const ReadContext& context, Notices& notices);

/// "voie_ferree" → BarrierKind; nullopt when it is none.
std::optional<street::BarrierKind> parse_barrier_kind(std::string_view text);

}  // namespace lisiere::io
