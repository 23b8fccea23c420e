// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/core/maybe.hpp"
#include "engine/enclavement/detour.hpp"

namespace lisiere::enclavement {

struct RoseOptions {
    /// DEFAULT: 150 m of radius for a detour of 1, so 750 m for a closed sector at the cap of 5:
    /// the longer the petal, the longer the way.
    Metres radius_per_detour{150};
    double closed_from = 2;  ///< DEFAULT: as in DetourOptions
    int arc_steps = 6;       ///< DEFAULT: chords of an arc of 22.5°
    /// DEFAULT: as in DetourOptions; band k goes from distance k - 1 (0 for the first) to k.
    std::vector<double> distances_m{300, 600, 1000, 1500};
};

/// A sector between two distances, drawn where it lies.
struct RoseBand {
    double from_m = 0;
    double to_m = 0;
    Maybe<double> detour;  ///< median over residents of that to the outer distance; `sans_objet`:
                           ///< nothing there to go to
    bool closed = false;   ///< detour at least `closed_from`
    BarrierIdx barrier;    ///< of a closed band: the first one met by most residents; or none
    geo::MultiPolygon shape;  ///< part of a ring around the centre; empty without a detour
};

struct RoseSector {
    Maybe<double>
        detour;  ///< median over residents; `sans_objet`: no target in that direction counts
    double closed_share =
        0;  ///< mean over residents of the share of their targets that are closed, 0..1
    bool closed = false;  ///< detour at least `closed_from`
    BarrierIdx barrier;   ///< of a closed sector: responsible for most residents; none otherwise
    geo::MultiPolygon shape;      ///< petal around the centre; empty without a detour
    std::vector<RoseBand> bands;  ///< from the nearest to the farthest
};

/// Where a quarter is closed, drawable as it stands.
struct Rose {
    geo::Point centre;  ///< mean of the cells' centres, weighted by residents
    std::array<RoseSector, sector_count> sectors;
};

/// `centres` and `sectors` by cell. Petals are centred on the sectors' azimuths, 22.5° wide, valid,
/// counter-clockwise. Without residents every sector is `sans_objet`.
Rose rose_of(const access::CellGroup& group, std::span<const geo::Point> centres,
             std::span<const Sectors> sectors, const RoseOptions& options = {});

}  // namespace lisiere::enclavement
