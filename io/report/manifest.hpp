// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"

namespace lisiere::io {

struct HashedFile {
    std::string path;  ///< as the configuration writes it, or relative to the output folder
    std::string sha256;
    std::uintmax_t bytes = 0;
};

/// Hash of one layer's decoded content: QGIS alters a GeoPackage when it opens it, the content
/// stays.
struct HashedLayer {
    std::string name;
    std::size_t rows = 0;
    std::string sha256;
};

/// What a run was: enough to redo it, and to see that nothing has changed.
struct Manifest {
    std::string version;  ///< of lisiere
    std::string territory;
    std::string fingerprint;  ///< of version, configuration, inputs and reference tables together
    std::string config;       ///< TOML, every default written
    std::vector<HashedFile> inputs;
    std::vector<HashedFile> reference;  ///< geodata/ and styles/
    std::vector<HashedLayer> layers;
    std::vector<HashedFile> outputs;
    Notices notices;
};

/// Writes manifeste.json. No date in it: the same inputs give the same bytes.
void write_manifest(const Manifest& manifest, const std::filesystem::path& file);

/// The parts of an earlier edition's manifest that a new run looks at; nullopt when there is none
/// or it is not ours.
struct EarlierEdition {
    std::string fingerprint;
    std::vector<HashedFile> outputs;
};
std::optional<EarlierEdition> read_earlier_edition(const std::filesystem::path& folder);

}  // namespace lisiere::io
