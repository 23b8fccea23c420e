// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/core/notice.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// Share of the nodes that lie outside the main component; 0 for an empty graph.
double share_outside_main(const StreetGraph& graph);

/// Notice `reseau_en_ilots` (count: components besides the main one, with their share of the nodes
/// and the largest sizes as samples): info, or avertissement when more than a tenth of the nodes
/// lie outside the main component.
void note_islands(const StreetGraph& graph, std::string_view layer, Notices& notices);

}  // namespace lisiere::street
