// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "engine/compare/comparison.hpp"
#include "engine/core/notice.hpp"

namespace lisiere::io {

/// Where the two editions of a comparison are, and the language that it is told in.
struct ComparedFolders {
    std::filesystem::path base;
    std::filesystem::path next;
    std::string language = "fr";
};

/// Writes into an empty folder: comparaison.gpkg (layers of comparison_tables.hpp), comparaison.csv
/// (every figure that changed), comparaison.html, and manifeste.json of the kind "comparaison" with
/// the fingerprints of both editions. Deterministic: names of folders are written, no date is.
/// OutputError.
void write_comparison(const compare::Comparison& comparison, const ComparedFolders& editions,
                      const std::filesystem::path& folder, Notices& notices);

}  // namespace lisiere::io
