// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/report/manifest.hpp"
#include "io/style/catalogue_settings.hpp"

namespace lisiere::io {

/// A file of an edition as a catalogue announces it.
struct Product {
    std::string path;  ///< relative to the edition
    std::string title;
    std::string media;
    std::string format;  ///< of the European vocabulary file-type; may be empty
    bool mapped = false;
    std::uintmax_t bytes = 0;
    std::string sha256;
};

/// Those of `files` that styles/fiche.toml names, in its order; the files of a folder in the order
/// of their names. `title_of`: of the table a file is called after ("Indicateurs par périmètre");
/// empty: the file's own name. Sizes and hashes are those of `files`: nothing is read.
std::vector<Product> products_of(std::span<const HashedFile> files,
                                 const CatalogueSettings& settings, const std::string& language,
                                 const std::function<std::string(std::string_view)>& title_of);

}  // namespace lisiere::io
