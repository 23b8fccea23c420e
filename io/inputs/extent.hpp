// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/projector.hpp"

/// The declared extent (`emprise`): the ground that the data cover, to which the rest is cut.
namespace lisiere::io {

/// Its four corners in the working CRS, joined by straight lines.
geo::MultiPolygon extent_shape(const geo::Box& degrees, const Projector& project);

/// Cuts the perimeters; those without a drawing stay, those outside go. `kept_share`: what is left
/// of those cut. Notice `perimetre_decoupe`. InputError when none is left.
void cut_perimeters(IndexedVector<PerimeterIdx, Perimeter>& perimeters,
                    const geo::MultiPolygon& extent, const RunConfig& config,
                    std::map<std::string, double>& kept_share, Notices& notices);

/// Cuts the census areas whose counts are split between places: nobody lives where no street was
/// read. Counts keep the share of the area that is left, rates stay, areas outside go. Whole
/// communes that only serve comparisons (`references_only`) stay as they are. Notice
/// `zone_decoupee`.
void cut_areas(std::vector<census::AreaTable>& tables, const geo::MultiPolygon& extent,
               Notices& notices);

}  // namespace lisiere::io
