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

/// Where geodata/ and styles/ are: `LISIERE_DATA` if set, else the installed share folder, else the
/// source tree.
std::filesystem::path data_folder();

}  // namespace lisiere::io
