// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/output_config.hpp"
#include "io/config/section.hpp"

namespace lisiere::io {

/// `[sorties]`; without it, the defaults. `slug`: the territory's folder, which a schema is named
/// by.
OutputConfig read_outputs(Section& root, const std::string& slug);
/// `[catalogue]`; without it, nothing is declared.
CatalogueConfig read_catalogue(Section& root);

}  // namespace lisiere::io
