// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/print_config.hpp"
#include "io/config/section.hpp"

namespace lisiere::io {

/// Reads [atlas]: the printed atlas. Private to io/config.
PrintConfig read_print(Section& root);

}  // namespace lisiere::io
