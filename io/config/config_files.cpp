// SPDX-License-Identifier: Apache-2.0
#include "io/config/config_files.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view real_data_variable = "LISIERE_REAL_DATA";

}  // namespace

fs::path ConfigFiles::beside(const std::string& written) const {
    const fs::path path(written);
    return (path.is_absolute() ? path : config_file.parent_path() / path).lexically_normal();
}

fs::path ConfigFiles::existing_file(const Section& section, const std::string& key,
                                    const std::string& written) const {
    std::string text = written;
    const std::string marker = "$" + std::string(real_data_variable);
    if (text.starts_with(marker)) {
        const char* folder = std::getenv(real_data_variable.data());
        if (folder == nullptr)
            section.fail(key, fmt::format("{} sans valeur dans l'environnement", marker),
                         "le dossier des données réelles",
                         fmt::format("{}=/chemin/vers/les/donnees lisiere …", real_data_variable));
        text = folder + text.substr(marker.size());
    }
    fs::path file = beside(text);
    if (remote == nullptr && !fs::exists(file))
        throw InputError({fmt::format("{}, clé {}.{}", config_file.string(), section.path(), key),
                          fmt::format("\"{}\", qui n'existe pas", file.string()),
                          "un fichier existant", "le chemin part du dossier de la configuration"});
    return file;
}

}  // namespace lisiere::io
