// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"
#include "io/config/refreshed_territory.hpp"

namespace lisiere::io {

/// [actualisation]. Private to io/config.
Key<RefreshedTerritory> refresh_table();

}  // namespace lisiere::io
