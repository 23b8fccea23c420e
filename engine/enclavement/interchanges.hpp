// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/access/street_times.hpp"

namespace lisiere::enclavement {

/// Which kinds of way (Edge::kind) are motorways and which are ramps: column `autoroute` of
/// geodata/reference/voirie.csv.
struct MotorwayKinds {
    std::vector<std::string> motorways;
    std::vector<std::string> ramps;
};

/// Where one drives onto a motorway: every place where an ordinary street leads, in the direction
/// of travel, into a ramp from which ramps alone lead to a motorway, or into the motorway itself.
/// Exits are none. `streets`: those driven. Cost: one look at each arc.
access::CategorySites interchanges(const street::StreetGraph& streets, const MotorwayKinds& kinds);

/// By cell: minutes by car to the nearest interchange, without parking. Missing: `non_disponible`
/// (no motorway in the data), `non_desservi` (no way onto one), else as in `TimesTo`. A motorway
/// beyond the rim of the data is not known: where the rim is nearer, the time is too long.
std::vector<Maybe<double>> interchange_minutes(const access::StreetMode& driving,
                                               const MotorwayKinds& kinds);

}  // namespace lisiere::enclavement
