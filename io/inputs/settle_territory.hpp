// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/gdal/projector.hpp"

/// What makes layers of different origins one territory.
namespace lisiere::io {

/// Areas whose commune is none of `communes` but which lie in one are of that one: IRIS of a year
/// before communes merged, municipal arrondissements beside whole communes. Geometry settles what
/// codes do not (a point on the area's surface). Notice `commune_par_le_contour`, a sample an old
/// code. Cost: O(areas of unknown communes × communes), by their boxes.
void settle_communes(census::AreaTable& areas, std::span<const Commune> communes, Notices& notices);

/// Leaves out perimeters of another part of France than the working CRS is legal for (a quarter of
/// Guadeloupe in a territory in Lambert-93): areas and distances on that plane would be wrong. Each
/// is told, with both systems: `perimetre_d_un_autre_systeme`.
void leave_out_far_perimeters(IndexedVector<PerimeterIdx, Perimeter>& perimeters,
                              const Projector& projector, Notices& notices);

}  // namespace lisiere::io
