// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lisiere::io {

/// A ready view on a layer: the few columns that a map of it needs.
struct PostgisView {
    std::string name;
    std::string layer;
    std::vector<std::string> columns;  ///< key and shape are added
    std::string comment;
};

/// geodata/schemas/vues.csv: vue, couche, colonnes (separated by spaces), libelle_fr, libelle_en.
/// InputError names line and column.
std::vector<PostgisView> read_views(const std::filesystem::path& file, const std::string& language);

}  // namespace lisiere::io
