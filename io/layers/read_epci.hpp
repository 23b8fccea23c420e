// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"
#include "io/layers/epci_codes.hpp"

namespace lisiere::io {

/// Gives communes the EPCI that a table of memberships names ([[epci]]); where the contours say
/// another one, the table wins. A cell of several codes counts for each (`settle_epci` chooses).
/// Returns how many communes the table gives to each EPCI. Notices:
/// `epci_different`, `commune_sans_epci` (not in the table). InputError: a commune in double, no
/// commune in common.
EpciSizes join_epci(const LayerSpec& spec, std::span<Commune> communes, Notices& notices);

/// Without such a table: the EPCI as the files of contours have them, rows that the filter or the
/// study area left out included. `communes`: those that were read of them. Empty where the files
/// hold nothing else: an extract says nothing of what was cut from it. Cost: a pass over the
/// attributes of each file.
EpciSizes epci_in_contours(std::span<const LayerSpec> specs, std::span<const Commune> communes);

}  // namespace lisiere::io
