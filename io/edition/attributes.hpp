// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace lisiere::io {

enum class Times { left, copied };

/// Mode with its special bits, owner and group as far as this user may give them, extended
/// attributes (access control lists among them); the times too when asked. `to` is of the same
/// kind, a file or a folder. What the file system does not know is left out without a word.
void copy_attributes(const std::filesystem::path& from, const std::filesystem::path& to,
                     Times times);

}  // namespace lisiere::io
