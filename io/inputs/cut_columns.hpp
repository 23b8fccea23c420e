// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "engine/census/indicator.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"

namespace lisiere::io {

/// Of the columns that a source brought, those whose names a shapefile has cut at ten characters
/// (P21_POP0014 → P21_POP001; where two come to one name, P21_RP_LOCHLMV → P21_RP_L_1) leave the
/// table, told with the variables of the kit that they may be: INSEE has POP0014 and POP0019, so
/// none is ever guessed. A whole name that another one of the kit begins with (P21_RP_LOC) leaves
/// it too, unless a second column shows which of both it is. Nothing leaves where the source has a
/// longer name: nothing was cut there. Notice: `colonne_coupee`. Cost: columns × terms of the kit.
void drop_cut_columns(census::AreaTable& table, std::string_view source,
                      std::span<const census::IndicatorDefinition> kit, Notices& notices);

/// By its extension: .shp, .dbf, .shz, or a .zip that may hold one.
bool may_be_shapefile(const std::filesystem::path& file);

}  // namespace lisiere::io
