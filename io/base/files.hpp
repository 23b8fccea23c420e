// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace lisiere::io {

/// SHA-256 of a whole file, lower-case hex; of a folder: of the sorted (name, hash) list of its
/// files.
std::string sha256_of(const std::filesystem::path& path);
std::string sha256_of_text(const std::string& text);
/// The whole file. InputError when it cannot be read.
std::string read_text(const std::filesystem::path& path);

/// Replaces the file. OutputError when the disk refuses.
void write_text(const std::filesystem::path& file, const std::string& text);
/// `to` as a hard link to `from`, where the disk allows it, else a copy: no byte twice.
/// OutputError.
void link_or_copy(const std::filesystem::path& from, const std::filesystem::path& to);

/// Where geodata/ and styles/ are: `LISIERE_DATA` if set, else the share folder of the prefix that
/// this program lies in, else the source tree.
std::filesystem::path data_folder();

}  // namespace lisiere::io
