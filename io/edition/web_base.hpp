// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/table/table.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// The base map of the web: the run's own water, rail, roads, streets, buildings and communes over
/// the study area, with their styles (styles/fond), in the same order. Main streets are also a
/// layer of their own (`fond_axes`), two zooms before the other streets. What the run has not read
/// is left out.
struct WebBase {
    std::vector<Table> tables;
    std::vector<LayerStyle> styles;
};
WebBase web_base(const Inputs& inputs, const Styles& styles, const PrintSettings::Base& settings);

}  // namespace lisiere::io
