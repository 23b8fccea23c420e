// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// [sources.*], [territoire] and [[destinations]]. Private to io/config.
Key<RunConfig> source_tables();
Key<RunConfig> territory_table();
Key<RunConfig> destination_tables();

}  // namespace lisiere::io
