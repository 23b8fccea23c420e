// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "engine/core/notice.hpp"
#include "engine/territory/territory.hpp"

namespace lisiere {

/// A part of the territory that a plan names (SCoT, contract): what perimeters are grouped by and,
/// as the communes that make it up, compared with.
struct Sector {
    std::string name;
    geo::MultiPolygon shape;
};

/// A sector shares less than this of a commune through the drawing of their common line.
inline constexpr double least_sector_share = 0.01;

/// Gives each perimeter, and each commune, the sector that holds the greatest part of its area;
/// none where more of it lies in no sector than in any one, nor to a perimeter that nobody has
/// drawn. Areas of one name are one sector. A commune goes whole to its sector, whatever another
/// one holds of it: from `least_sector_share` on, notice `commune_entre_secteurs` with the shares.
/// Fills `Territory::sector_covered`, how much of each sector's ground the communes hold: less than
/// all, and the sector has communes that nobody read. Ties: the first. Cost: an overlay for each
/// pair whose boxes meet.
void assign_sectors(std::span<const Sector> sectors, Territory& territory, Notices& notices);

}  // namespace lisiere
