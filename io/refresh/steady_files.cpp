// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/steady_files.hpp"

#include "io/base/error.hpp"
#include "io/inputs/fingerprint.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

SteadyFiles::SteadyFiles(const RunConfig& config) : config_(config), first_(look(config)) {}

SteadyFiles::Look SteadyFiles::look(const RunConfig& config) {
    Look files;
    std::error_code error;
    const auto add = [&](const fs::path& file) {
        files[file] = {fs::file_size(file, error), fs::last_write_time(file, error)};
    };
    for (const LayerSpec* layer : layers_of(config)) {
        if (!fs::is_directory(layer->file, error)) {
            add(layer->file);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(layer->file, error))
            if (entry.is_regular_file(error)) add(entry.path());
    }
    return files;
}

void SteadyFiles::require_same() const {
    const Look now = look(config_);
    for (const auto& [file, was] : first_) {
        const auto found = now.find(file);
        if (found != now.end() && found->second == was) continue;
        throw InputError({file.string(), "un fichier qui a changé pendant le calcul",
                          "un fichier que l'on n'écrit pas pendant une actualisation",
                          "relancer lisiere refresh ; écrire sous un autre nom, puis renommer"});
    }
}

}  // namespace lisiere::io
