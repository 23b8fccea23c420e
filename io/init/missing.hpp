// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/init/arrange.hpp"

namespace lisiere::io::init {

/// Sources of the catalogue that nothing in the plan is, most needed first; local ones are not
/// missed.
std::vector<const CatalogueEntry*> missing_sources(const Plan& plan,
                                                   const std::vector<CatalogueEntry>& catalogue);

/// Why a layer is not in the configuration, in one French sentence that begins with its name; for a
/// file without a place, the nearest schema and what it lacks of it.
std::string why_left(const Item& item);

}  // namespace lisiere::io::init
