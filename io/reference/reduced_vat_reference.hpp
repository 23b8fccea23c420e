// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/vecu/reduced_vat.hpp"

namespace lisiere::io {

/// geodata/reference/tva_reduite.csv: regle, distance_m (above 0), programme (empty: any quarter),
/// source. InputError with file, line and column; a rule twice is refused.
std::vector<vecu::ReducedVat> parse_reduced_vat(std::string_view text, const std::string& file);

}  // namespace lisiere::io
