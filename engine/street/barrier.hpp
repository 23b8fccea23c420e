// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::street {

enum class BarrierKind { voie_ferree, autoroute, voie_rapide, cours_eau, emprise_fermee, autre };
std::string_view to_text(BarrierKind kind);  ///< "voie_ferree", "autoroute", ...

/// A stretch of what walkers cannot cross, as read: not yet merged. `layer` and the flags say where
/// walkers pass over or under it: a stretch in a tunnel or on a viaduct is no barrier on the
/// ground.
struct BarrierPiece {
    BarrierKind kind = BarrierKind::autre;
    std::string name;      ///< "Canal de la Lisse"; may be empty
    geo::LineString line;  ///< for closed parcels: the rim, closed
    int layer = 0;
    bool bridge = false;
    bool tunnel = false;
    std::string id;  ///< "way/123", or layer and feature
    std::string source;
};

}  // namespace lisiere::street
