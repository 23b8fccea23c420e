// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/progress.hpp"
#include "io/init/item.hpp"

namespace lisiere::io::init {

/// Opens every file and says what each of its layers is. A file that cannot be read is an item
/// without a section, with the reason. `base`: the folder that written paths start from.
std::vector<Item> look(const FileList& files, const std::vector<Kind>& kinds,
                       const std::vector<CatalogueEntry>& catalogue,
                       const std::filesystem::path& base, const Progress& progress);

/// Every value of a field, of the whole file: the sample is not enough to compare two layers.
std::set<std::string> codes_of(const Item& item, const std::string& field);

}  // namespace lisiere::io::init
