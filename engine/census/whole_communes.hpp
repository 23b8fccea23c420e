// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/census/variable.hpp"

namespace lisiere::census {

/// Communes too small to be cut into IRIS are one unit: where a layer of IRIS leaves a commune out
/// and a table by commune has it, the commune becomes an area of that layer (type Z, code ending in
/// 0000) with the counts and rates of the columns that both have under one name and vintage; its
/// other columns are missing there. The table by commune stays as it is. Returns how many areas
/// were added.
/// A layer of IRIS: areas with codes longer than a commune's. A table by commune: codes that are
/// their commune's.
std::size_t add_whole_communes(std::vector<AreaTable>& tables);

}  // namespace lisiere::census
