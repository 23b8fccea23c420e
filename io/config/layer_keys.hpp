// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// The keys that every table with a file has: file, layer, source, CRS, field mapping, filter, and
/// where `lisiere refresh` fetches it. Private to io/config.
const Keys<LayerSpec>& file_keys();
/// The one of them that a drawing may have too.
Key<LayerSpec> crs_key();
/// The layers a configuration declares ([[perimetres]], [[iris]], [[rues]]…). A new kind of layer
/// is its own keys in layer_keys.cpp and a line here.
Keys<RunConfig> layer_tables();

}  // namespace lisiere::io
