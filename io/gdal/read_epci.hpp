// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// Gives communes the EPCI that a table of memberships names ([[epci]]); where the contours say
/// another one, the table wins. Notices: `epci_different`, `commune_sans_epci` (not in the table).
/// InputError: a commune in double, no commune in common.
void join_epci(const LayerSpec& spec, std::span<Commune> communes, Notices& notices);

}  // namespace lisiere::io
