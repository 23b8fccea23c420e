// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/census/residences.hpp"
#include "engine/core/notice.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Buildings where people may live, from any layer of polygons (schema geodata/schemas/batiments,
/// which uses are lived in: geodata/reference/batiments.csv). A building with dwellings counts
/// whatever its use; without a use column all count. Levels: as written, else height ÷ 3 m, at
/// least 1. InputError: none in the study area. Notices: `batiments_lus` (info),
/// `batiments_non_habites` (info, left out by use), `batiments_sans_niveaux` (info, neither
/// dwellings nor levels).
census::Buildings read_buildings(const LayerSpec& spec, const ReadContext& context,
                                 Notices& notices);

}  // namespace lisiere::io
