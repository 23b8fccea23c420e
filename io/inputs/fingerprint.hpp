// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "io/config/run_config.hpp"
#include "io/report/manifest.hpp"

namespace lisiere::io {

/// Every declared layer of a configuration, in its order; not those of its scenarios.
std::vector<const LayerSpec*> layers_of(const RunConfig& config);

/// Every file that `fingerprint` reads, those of the scenarios too.
std::vector<std::filesystem::path> declared_files(const RunConfig& config);

/// The whole of what a run depends on.
struct Fingerprint {
    std::vector<HashedFile>
        inputs;               ///< each declared file once, as written; a shapefile's companions too
    std::size_t of_base = 0;  ///< how many of `inputs` are not of scenarios alone
    std::vector<HashedFile> reference;  ///< geodata/ and styles/, by path
    std::string base;  ///< the `hash` of the same configuration without its scenarios: of `run`
    std::string hash;  ///< of program version, configuration, inputs and reference together
};

/// Reads every byte of every input: about 0.5 s a GB. `progress` gets the share of files done.
Fingerprint fingerprint(const RunConfig& config, const std::function<void(double)>& progress = {});
/// The `base` of the same files under a configuration that declares them alike. Reads no file.
std::string hash_of(const RunConfig& config, const Fingerprint& files);

/// The table `sources`: one row per declared file, with its source's title, licence and vintage and
/// its hash.
std::vector<Source> sources_of(const RunConfig& config, const Fingerprint& fingerprint);

}  // namespace lisiere::io
