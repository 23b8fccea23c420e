// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"

namespace lisiere::io {

inline constexpr const char* manifest_name = "manifeste.json";

struct HashedFile {
    std::string path;  ///< as the configuration writes it, or relative to the output folder
    std::string sha256;
    std::uintmax_t bytes = 0;
    std::string content{};  ///< of a database: digest of what it holds; empty: not taken
};

/// What a folder that we write is.
enum class EditionKind { edition, scenario, comparison };

/// Hash of one layer's decoded content: QGIS alters a GeoPackage when it opens it, the content
/// stays.
struct HashedLayer {
    std::string name;
    std::size_t rows = 0;
    std::string sha256;
};

/// What a run was: enough to redo it, and to see that nothing has changed.
struct Manifest {
    EditionKind kind = EditionKind::edition;
    std::string version;  ///< of lisiere
    std::string territory;
    std::string language = "fr";  ///< DEFAULT: French; what notices are said in
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

/// The parts of an earlier edition's manifest that a new run looks at. An edition written before
/// manifests told their kind is a scenario when all its layers are a scenario's.
struct EarlierEdition {
    EditionKind kind = EditionKind::edition;
    std::string fingerprint;
    std::vector<HashedFile> outputs;
};
/// nullopt when there is none, or what is there is not wholly a manifest of ours (a file of that
/// name written by something else, cut short, or with names that lead out of the folder).
std::optional<EarlierEdition> read_earlier_edition(const std::filesystem::path& folder);

}  // namespace lisiere::io
