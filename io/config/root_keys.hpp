// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"
#include "io/config/refreshed_territory.hpp"

namespace lisiere::io {

/// All of a configuration. Private to io/config.
const Keys<RefreshedTerritory>& root_keys();

}  // namespace lisiere::io
