// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace lisiere::io {

/// Everything written to the file system of `folder` is on the disk when this returns, folders and
/// sizes too: one call, where a hundred files would be as many waits. OutputError when the disk
/// refuses (it may be full only now).
void sync_file_system(const std::filesystem::path& folder);

/// What a file holds, or the names that a folder holds, is on the disk when this returns. False
/// when the disk refuses.
bool sync_path(const std::filesystem::path& path);

}  // namespace lisiere::io
