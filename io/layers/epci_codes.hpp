// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"

namespace lisiere::io {

/// SIREN of an EPCI to the number of communes that it has.
using EpciSizes = std::map<std::string, std::size_t>;

/// The SIREN numbers that one cell holds, each as it is (`code_text`): ADMIN-EXPRESS writes those
/// of the metropolis and of the établissement public territorial joined by "/", others by "," or
/// ";". Each once, in their order; none for what says that there is none ("", "NR", "ZZZZZZZZZ",
/// "0").
std::vector<std::string> epci_codes(std::string_view written);

/// Leaves every commune one EPCI, the smallest of those that it is of: by the communes that each
/// has (`sizes`), else by the communes that bear its code here; of two as small, the last written.
/// The smallest is the one that an extract is most likely to hold whole; a table of memberships
/// ([[epci]]) says another. Notice `epci_multiple`.
void settle_epci(std::span<Commune> communes, const EpciSizes& sizes, Notices& notices);

}  // namespace lisiere::io
