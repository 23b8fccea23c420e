// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
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
    // Rights and directions, in OSM's words; "" unknown.
    std::string access;
    std::string foot;
    std::string bicycle;
    std::string motor_vehicle;
    std::string one_way;                ///< "yes": along the line, "-1": against it, "no"
    std::string junction;               ///< "roundabout"
    std::string limit;                  ///< speed allowed: "50"
    std::optional<double> car_kmh;      ///< mean speed of cars; > 0
    std::optional<double> car_seconds;  ///< driving time of the whole street; > 0
};

/// Lines of a layer, parts of a multi-line apart, those that meet the window. InputError: no line
/// at all in the window. Notices: `sans_ligne` (points or polygons left out), `temps_invalide`
/// (speeds and times of cars that are negative, zero or no number: taken as unknown).
std::vector<StreetLine> read_street_lines(const StreetSpec& spec, const ReadContext& context,
                                          Notices& notices);

/// What a street is for a mode, seen along its line; nullopt: the mode does not travel it.
using LineRule =
    std::function<std::optional<street::WayTraits>(const StreetLine& line, street::Mode mode)>;

/// Ways that share vertices by coordinates, within 10 cm, added to the table of each mode. Notice
/// `voies_sans_longueur`: lines that stay at one place are left out.
void append_lines(const std::vector<StreetLine>& lines, const LineRule& rule,
                  std::span<street::ModeWays> modes, const std::string& layer, Notices& notices);

/// Barriers of a line or polygon layer; of a polygon, its rims. The kind is the declared `nature`,
/// else the field's, row by row. ConfigError: neither. Notice `nature_inconnue`: a word that is no
/// kind, taken as "autre"; `couche_hors_zone`: nothing in the window.
std::vector<street::BarrierPiece> read_barrier_lines(const BarrierSpec& spec,
                                                     const ReadContext& context, Notices& notices);

}  // namespace lisiere::io
