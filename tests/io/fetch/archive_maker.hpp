// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <string>
#include <vector>

namespace lisiere::tests {

/// An entry as any tool, or an attacker, could write it.
struct MadeEntry {
    std::string path{};  ///< the bytes as they stand in the archive
    std::string body{};
    unsigned type = AE_IFREG;
    std::string link{};
    bool hard = false;
};

/// format: "zip", "7zip", "pax", "ustar", "raw"; filter: "", "gzip", "bzip2", "xz".
inline void make_archive(const std::filesystem::path& file, const std::string& format,
                         const std::vector<MadeEntry>& entries, const std::string& filter = "",
                         const std::string& options = "") {
    archive* out = archive_write_new();
    archive_write_set_format_by_name(out, format.c_str());
    if (!filter.empty()) archive_write_add_filter_by_name(out, filter.c_str());
    if (!options.empty()) {
        archive_write_set_options(out, options.c_str());
        archive_write_set_passphrase(out, "motdepasse");
    }
    archive_write_open_filename(out, file.c_str());
    for (const MadeEntry& made : entries) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, made.path.c_str());
        archive_entry_set_filetype(entry, made.type);
        archive_entry_set_perm(entry, 0755);
        archive_entry_set_size(entry, static_cast<la_int64_t>(made.body.size()));
        if (made.hard)
            archive_entry_set_hardlink(entry, made.link.c_str());
        else if (!made.link.empty())
            archive_entry_set_symlink(entry, made.link.c_str());
        archive_write_header(out, entry);
        archive_write_data(out, made.body.data(), made.body.size());
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
}

}  // namespace lisiere::tests
