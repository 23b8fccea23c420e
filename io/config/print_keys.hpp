// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// [atlas]. Private to io/config.
Key<RunConfig> print_table();

}  // namespace lisiere::io
