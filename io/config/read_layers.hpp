// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "io/config/run_config.hpp"
#include "io/config/section.hpp"

namespace lisiere::io {

/// Reads the layers a configuration declares ([[perimetres]], [[iris]], [[rues]]…). Private to
/// io/config.
///
/// A new kind of layer is, in read_layers.cpp, one `own_keys` for what it has beyond a file and one
/// line in `read_layers`.
struct LayerReader {
    const std::filesystem::path& config_file;
    const std::set<std::string>& sources;  ///< ids of the declared [sources.*]

    /// A file as the configuration writes it: relative to its folder, or under
    /// $LISIERE_REAL_DATA. InputError when it does not exist.
    std::filesystem::path existing_file(const Section& section, const std::string& key,
                                        const std::string& written) const;
    /// The keys every layer has: file, layer, source, CRS, field mapping, filter.
    void common_keys(Section& section, LayerSpec& spec) const;
};

void read_layers(Section& root, const LayerReader& reader, RunConfig& config);

}  // namespace lisiere::io
