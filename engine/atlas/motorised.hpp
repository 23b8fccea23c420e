// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"

namespace lisiere {

/// The share of the residents of each cell whose household has a car, from the newest table of the
/// census that counts them; missing outside its areas, and where it counts no household. Empty,
/// with a notice, when none does.
std::vector<Maybe<double>> motorised_residents(const Inputs& inputs, Notices& notices);

}  // namespace lisiere
