// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/access/opportunities.hpp"
#include "engine/core/notice.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Places with a count of something, from a table with coordinates or a layer (polygons: a point on
/// their surface). Rows that count 0 are left out: there is nothing there. Notices:
/// `opportunite_illisible` (no number), `opportunite_negative`, both left out;
/// `opportunites_absentes` when nothing remains.
std::vector<access::Opportunity::Place> read_opportunity_places(const OpportunitySpec& spec,
                                                                const ReadContext& context,
                                                                Notices& notices);

}  // namespace lisiere::io
