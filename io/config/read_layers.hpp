// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "io/config/refresh_config.hpp"
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
    /// Where to note what a refresh fetches, by key of the layer; null: every layer has its file
    /// here, and it exists.
    std::map<std::string, RemoteSpec>* remote = nullptr;

    /// A file as the configuration writes it: relative to its folder, or under
    /// $LISIERE_REAL_DATA. InputError when it does not exist, unless files come later.
    std::filesystem::path existing_file(const Section& section, const std::string& key,
                                        const std::string& written) const;
    /// The file of a layer with a `url`: fetched later, or a local one beside it.
    void remote_file(Section& section, LayerSpec& spec, const RemoteSpec& remote_spec) const;
    /// The keys every layer has: file, layer, source, CRS, field mapping, filter, and where
    /// `lisiere refresh` fetches it.
    void common_keys(Section& section, LayerSpec& spec) const;
};

void read_layers(Section& root, const LayerReader& reader, RunConfig& config);

}  // namespace lisiere::io
