// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace lisiere::io {

/// Reads all of styles/ as an edition will: ConfigError, before anything is computed, for what its
/// readers refuse, and for a style or a measure of a column that no output has, with the nearest
/// one. `columns`: geodata/schemas/sorties.csv.
void check_styles(const std::filesystem::path& folder, const std::filesystem::path& columns);

}  // namespace lisiere::io
