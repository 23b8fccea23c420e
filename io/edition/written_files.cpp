// SPDX-License-Identifier: Apache-2.0
#include "io/edition/written_files.hpp"

#include <unistd.h>

#include "io/base/files.hpp"
#include "io/edition/database.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

WrittenFiles::WrittenFiles(const std::optional<EarlierEdition>& edition) {
    if (!edition) return;
    files_[manifest_name] = {manifest_name, "", 0, ""};
    for (const HashedFile& file : edition->outputs) {
        files_[file.path] = file;
        for (fs::path folder = fs::path(file.path).parent_path(); !folder.empty();
             folder = folder.parent_path())
            folders_.insert(folder.generic_string());
    }
}

WrittenFiles::State WrittenFiles::state(const fs::path& folder, const fs::path& relative) const {
    const auto found = files_.find(relative.generic_string());
    if (found == files_.end()) return State::foreign;
    const HashedFile& written = found->second;
    const fs::path file = folder / relative;
    std::error_code error;
    if (fs::symlink_status(file, error).type() != fs::file_type::regular) return State::altered;
    if (written.path == manifest_name) return State::intact;
    const std::uintmax_t bytes = fs::file_size(file, error);
    if (error || ::access(file.c_str(), R_OK) != 0) return State::altered;
    if (bytes == written.bytes && sha256_of(file) == written.sha256) return State::intact;
    if (bytes == 0) return State::emptied;
    if (!written.content.empty() && database_content(file) == written.content) return State::opened;
    return State::altered;
}

bool WrittenFiles::lists(const fs::path& relative) const {
    return files_.contains(relative.generic_string());
}

bool WrittenFiles::is_folder(const fs::path& relative) const {
    return folders_.contains(relative.generic_string());
}

std::optional<fs::path> WrittenFiles::database_of(const fs::path& relative) const {
    const std::string name = relative.generic_string();
    for (const std::string_view companion : database_companions)
        if (name.ends_with(companion))
            if (fs::path database = name.substr(0, name.size() - companion.size());
                is_database(database) && lists(database))
                return database;
    return std::nullopt;
}

}  // namespace lisiere::io
