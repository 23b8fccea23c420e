// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "engine/compare/edition.hpp"
#include "io/compare/rules.hpp"

namespace lisiere::io {

/// Key of the setting that says what an edition ranks in.
inline constexpr const char* distribution_setting = "calcul.distribution";
/// What it holds of an edition ranked among its own residents: this, then the hash of their
/// distribution (empty: of an older version). Of another, the hash of the file.
inline constexpr const char* own_distribution = "zone ";

/// A published edition as a comparison looks at it: its manifest, and of its GeoPackage the layers
/// and columns that the rules name. An edition of an older version may lack layers, columns and
/// parts of the manifest. InputError: no such folder, no manifest, that of something else (a
/// scenario, a comparison), a GeoPackage that is missing or cannot be read.
compare::Edition read_edition(const std::filesystem::path& folder, const ComparisonRules& rules);

}  // namespace lisiere::io
