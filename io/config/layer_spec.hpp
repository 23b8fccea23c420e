// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lisiere::io {

/// One declared file. `key` is where the configuration says so ("perimetres[0]"), for messages.
struct LayerSpec {
    std::string key;
    std::filesystem::path file;  ///< absolute
    std::string file_as_written;
    std::string layer;   ///< empty: the only layer, else an error that lists them
    std::string source;  ///< Source::id
    int crs = 0;         ///< EPSG that overrides or supplies the file's; 0: the file's own
    std::map<std::string, std::string> fields;  ///< field mapping `champs`: ours → the file's
    std::string filter_field;  ///< `filtre`: keep rows whose field is one of the values
    std::vector<std::string> filter_values;
};

}  // namespace lisiere::io
