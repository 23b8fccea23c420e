// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/config/read_layers.hpp"

namespace lisiere::io {

/// The layers of `[[contexte]]`. ConfigError: two of one id, two `reference = true`. What depends
/// on the drawings of styles/ (is there one of that name, does `champs` name its columns) is
/// checked where they are read. Private to io/config.
std::vector<ContextSpec> read_context(Section& root, const LayerReader& reader);

}  // namespace lisiere::io
