// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace lisiere::io {

/// A ZIP archive of one file, deflated, of a fixed date: the same text gives the same bytes.
/// An existing archive is replaced. OutputError when it cannot be written.
void write_zip(const std::filesystem::path& archive, const std::string& name,
               const std::string& text);

}  // namespace lisiere::io
