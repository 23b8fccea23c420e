// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/output_config.hpp"
#include "io/config/section.hpp"

namespace lisiere::io {

/// `[sorties]`; without it, the defaults.
OutputConfig read_outputs(Section& root);

}  // namespace lisiere::io
