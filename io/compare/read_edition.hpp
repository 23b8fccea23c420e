// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "engine/compare/edition.hpp"
#include "io/compare/rules.hpp"

namespace lisiere::io {

/// A published edition as a comparison looks at it: its manifest, and of its GeoPackage the layers
/// and columns that the rules name. An edition of an older version may lack layers, columns and
/// parts of the manifest. InputError: no such folder, no manifest, that of something else (a
/// scenario, a comparison), a GeoPackage that is missing or cannot be read.
compare::Edition read_edition(const std::filesystem::path& folder, const ComparisonRules& rules);

}  // namespace lisiere::io
