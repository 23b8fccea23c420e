// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/geo/crs.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::io {

/// InputError unless the coordinates of a layer can be what its CRS says: Lambert-93 numbers
/// labelled WGS 84, degrees labelled Lambert-93, latitude written before longitude. `crs`:
/// "EPSG:2154" or WKT; `extent`: as the file writes it. The message gives the extent found and the
/// CRS that would explain it. A layer is refused only when all of its extent, taken back to
/// degrees, misses the CRS's area of use by more than a degree.
void require_plausible(const std::string& crs, const geo::Box& extent, const std::string& where);

/// CRSs in use in France under which these numbers fall on French ground, most usual first, in
/// words
/// ("2154 (Lambert-93)"); "axes inversés" is said where only that explains them. Empty: none.
std::string likely_crs(const geo::Box& extent);

/// InputError when a layer lies more than `limit_km` from the others: it is of another territory,
/// or its CRS is wrong in a way that its numbers alone do not show. Both boxes in the working CRS.
void check_nearby(const std::string& where, const geo::Box& layer, const geo::Box& others,
                  double limit_km = 50);

/// The box of `crs` (as a layer writes it) that covers a box of the working CRS.
geo::Box box_in(const std::string& crs, const geo::Box& working, geo::Crs working_crs);

}  // namespace lisiere::io
