// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/access/supply.hpp"

namespace lisiere::access {

/// Parameters of the supply index; data: geodata/reference/indice_offre.csv.
struct SupplyIndexSettings {
    std::string period = "pointe_matin";          ///< DEFAULT: frequencies of that period
    double wait_share = 0.5;                      ///< DEFAULT: half a headway is waited
    std::map<transit::Mode, double> reliability;  ///< minutes added to the wait; absent: 0
    double other_weight = 0.5;                    ///< DEFAULT: of the lines after the best one
    /// Classes, ascending: the greatest index of each, then its name; the last has no bound.
    std::vector<std::pair<double, std::string>> classes;
    std::string last_class;
};

/// What transit offers at a place, of the PTAL family (public transport accessibility levels of
/// Transport for London, from the literature, not re-read). Of each line, direction and stop in
/// reach that it leaves in the period:
///     wait = wait_share × 60 / departures per hour + reliability(mode)
///     EDF  = 30 / (walk + wait)
/// a line counts by its best direction and stop (London takes the nearest stop: a nearer one that
/// few trips leave would lower the index); index = Σ over modes (greatest EDF of the mode +
/// other_weight × Σ of its other lines). No line in reach: 0. Unit: none.
/// Streets, lines or trips that are only added never lower it.
/// `stops`: walks of the place; a heavy mode is in reach within `reach.heavy_reach`, any other
/// within `reach.reach`. `hours`: length of the period.
double supply_index(std::span<const transit::StopWalk> stops,
                    const IndexedVector<transit::StopIdx, std::vector<transit::LineCalls>>& calls,
                    const transit::Timetable& timetable, double hours,
                    const SupplyIndexSettings& settings, const SupplySettings& reach);

/// "0", "1a"... of an index.
const std::string& supply_class(double index, const SupplyIndexSettings& settings);

}  // namespace lisiere::access
