// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lisiere::io {

/// Bytes that a packed file may give: 200 to one, and always 64 MiB; at most 4 GiB. Tables pack ten
/// to fifty times, a bomb a thousand.
std::uintmax_t most_unpacked(std::uintmax_t packed);

/// InputError naming `where` when an archive declares more than 100,000 files, or one that unpacks
/// beyond `most_unpacked`. What is no archive is left to whoever opens it. A file that unpacks to
/// more than it declares is cut or refused by its reader.
void require_sane_zip(const std::filesystem::path& archive, const std::string& where);

/// A file of an archive, whole.
struct ZipEntry {
    std::string name;
    std::string bytes;
    bool stored = false;  ///< as it is, not deflated
};

/// Every file of an archive, in its order, without folders; InputError naming the archive when it
/// cannot be read. An archive that `require_sane_zip` refuses is not unpacked.
std::vector<ZipEntry> read_zip(const std::filesystem::path& archive);

/// A ZIP archive of these files in this order, of a fixed date: the same texts give the same bytes.
/// An existing archive is replaced. OutputError when it cannot be written.
void write_zip(const std::filesystem::path& archive, const std::vector<ZipEntry>& entries);

}  // namespace lisiere::io
