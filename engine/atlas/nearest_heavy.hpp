// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/transit/desserte.hpp"

namespace lisiere {

struct Atlas;

/// A tram, metro, train or BHNS stop, and how far it lies from a perimeter.
struct HeavyStop {
    transit::StopIdx stop;
    double metres = 0;  ///< straight, from the perimeter's outline; 0 inside it
};

/// By perimeter, the heavy stop that lies nearest to it: exact, with neither streets nor people.
/// Of equally near ones, the first. Missing: no heavy stop is known (`non_disponible`); the
/// perimeter has no outline (its reason). Stops of layers are known up to the rim of the study
/// area only. Cost: the stops whose distance to the perimeter's box does not exceed the one found.
std::vector<Maybe<HeavyStop>> nearest_heavy_stops(const Atlas& atlas);

/// The stops that are heavy, where a line calls and one may board, in their order.
std::vector<transit::StopIdx> heavy_stops(
    const transit::Timetable& timetable,
    const IndexedVector<transit::StopIdx, transit::StopService>& services);

}  // namespace lisiere
