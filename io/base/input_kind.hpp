// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace lisiere::io {

/// InputError naming `where` unless the path leads to a regular file or a folder: a pipe or a
/// device would keep who opens it waiting, or never end. What is absent is left to whoever opens
/// it.
void require_no_device(const std::filesystem::path& path, const std::string& where);

/// The whole of a file people write by hand. InputError as `read_text`, and above 16 MiB.
std::string read_small_text(const std::filesystem::path& path);

}  // namespace lisiere::io
