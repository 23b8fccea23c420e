// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/gdal/projector.hpp"
#include "io/init/item.hpp"

namespace lisiere::io::init {

/// One drawn perimeter of one item.
struct DrawnPerimeter {
    Item* item = nullptr;
    std::string code;  ///< as the file writes it; may be empty
    geo::MultiPolygon shape;
};

/// The perimeters of an item, in the projector's CRS, repaired. An item that cannot be read is
/// left, with the reason.
std::vector<DrawnPerimeter> draw_perimeters(Item& item, const Projector& project);

/// Where the files other than perimeters lie together: the meeting of the boxes of those that are
/// of one town or agglomeration (under 4° across), from the smallest that most of the others meet.
/// Empty: nothing says it.
geo::Box common_ground(const std::vector<Item>& items);

/// In kilometres, from box to box, both in degrees; 0 when they meet.
double distance_km(const geo::Box& a, const geo::Box& b);

/// "QP059020", "QN05906M" → "59"; "QP02A001" → "2A"; "QP974001" → "974". Empty for another code.
std::string departement_of(const std::string& code);

}  // namespace lisiere::io::init
