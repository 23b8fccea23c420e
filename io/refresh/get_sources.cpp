// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/get_sources.hpp"

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/pipeline/fingerprint.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

ReadySources get_sources(const RefreshedTerritory& territory, const EditionCard*,
                         const RefreshFolder&, const std::string& date, const Progress& progress) {
    ReadySources ready{territory.run, {}};
    report(progress, "sources", 0);
    for (const LayerSpec* layer : layers_of(ready.config)) {
        std::error_code error;
        if (!fs::exists(layer->file, error))
            throw InputError(
                {fmt::format("{}, clé {}.fichier", ready.config.file.string(), layer->key),
                 fmt::format("\"{}\", qui n'existe pas", layer->file.string()),
                 "un fichier existant", "le chemin part du dossier de la configuration"});
        ready.sources.push_back({layer->key, layer->file_as_written, "", "", "", 0, date, ""});
    }
    report(progress, "sources", 1);
    return ready;
}

}  // namespace lisiere::io
