// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/provenance.hpp"
#include "io/config/refresh_config.hpp"
#include "io/config/section.hpp"

namespace lisiere::io {

/// What keys that name files and sources are read against. Private to io/config.
struct ConfigFiles {
    const std::filesystem::path& config_file;
    const std::vector<Source>& sources;  ///< the declared [sources.*]
    /// Where to note what a refresh fetches, by key of the layer; null: every layer has its file
    /// here, and it exists.
    std::map<std::string, RemoteSpec>* remote = nullptr;

    /// A file as the configuration writes it: relative to its folder, or under
    /// $LISIERE_REAL_DATA. InputError when it does not exist, unless files come later.
    std::filesystem::path existing_file(const Section& section, const std::string& key,
                                        const std::string& written) const;
    /// The same for a file that is made, or read later by who needs it.
    std::filesystem::path beside(const std::string& written) const;
};

}  // namespace lisiere::io
