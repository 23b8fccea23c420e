// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Communes of one file. With a window, those that meet it. Codes that lost their leading zero get
/// it back. InputError: codes in double, none in the window. Notices: `geometrie_reparee`,
/// `geometrie_refusee` (left out), `zero_retabli`.
std::vector<Commune> read_communes(const LayerSpec& spec, const ReadContext& context,
                                   Notices& notices);

/// IRIS (or other source areas) of one file, every generation of contours. Columns that the schema
/// calls counts or rates (P16_POP1564...) come with them. Same errors and notices as communes.
census::AreaTable read_iris(const LayerSpec& spec, const ReadContext& context, Notices& notices);

/// Communes as census areas, for tables by commune.
census::AreaTable areas_of(std::span<const Commune> communes);

}  // namespace lisiere::io
