// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// [sorties] and [catalogue]. Private to io/config.
Key<RunConfig> output_table();
Key<RunConfig> catalogue_table();

}  // namespace lisiere::io
