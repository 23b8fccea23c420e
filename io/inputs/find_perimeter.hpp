// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "engine/territory/territory.hpp"

namespace lisiere::io {

/// The perimeters that a user may mean: the one with this code, identifier or other code (in any
/// case), else all whose name, other name or part has that name (by `comparable_name`). Empty:
/// none.
std::vector<PerimeterIdx> perimeters_named(const Territory& territory, std::string_view asked);

/// The only one, else ConfigError: several are listed with their communes, none with the nearest
/// codes and names.
PerimeterIdx require_perimeter(const Territory& territory, std::string_view asked);

/// "Chanteraine (99001), Pont-Neuf (99003)": the communes its file names, else those it lies in.
std::string communes_text(const Territory& territory, const Perimeter& perimeter);

}  // namespace lisiere::io
