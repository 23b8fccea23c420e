// SPDX-License-Identifier: Apache-2.0
#include "io/base/input_kind.hpp"

#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

void require_no_device(const fs::path& path, const std::string& where) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status) || fs::is_regular_file(status) || fs::is_directory(status)) return;
    throw InputError({where, "un tube, une prise ou un périphérique",
                      "un fichier ou un dossier ordinaire",
                      "enregistrer d'abord ce qu'il donne dans un fichier"});
}

std::string read_small_text(const fs::path& path) {
    constexpr std::uintmax_t most = 16U << 20U;
    require_no_device(path, path.string());
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (!error && size > most)
        throw InputError({path.string(), std::to_string(size) + " octets",
                          "au plus " + std::to_string(most) + " octets",
                          "vérifier que c'est le bon fichier"});
    return read_text(path);
}

}  // namespace lisiere::io
