// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace lisiere::io {

/// Bytes that a packed file may give: 200 to one, and always 64 MiB; at most 4 GiB. Tables pack ten
/// to fifty times, a bomb a thousand.
std::uintmax_t most_unpacked(std::uintmax_t packed);

/// InputError naming `where` when an archive declares more than 100,000 files, or one that unpacks
/// beyond `most_unpacked`. What is no archive is left to whoever opens it. A file that unpacks to
/// more than it declares is cut or refused by its reader.
void require_sane_zip(const std::filesystem::path& archive, const std::string& where);

/// A ZIP archive of one file, deflated, of a fixed date: the same text gives the same bytes.
/// An existing archive is replaced. OutputError when it cannot be written.
void write_zip(const std::filesystem::path& archive, const std::string& name,
               const std::string& text);

}  // namespace lisiere::io
