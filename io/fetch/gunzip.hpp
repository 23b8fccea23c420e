// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lisiere::io {

/// Undoes gzip that a server put around a body for the way (Content-Encoding), into `to`. False,
/// and nothing written, when it must stay: many servers announce a file that is itself a .gz as one
/// sent in gzip, and the file is then the body as it came.
/// FetchError: not gzip, cut, or larger than `most_bytes` once undone. Private to io/fetch.
bool undo_gzip(const std::filesystem::path& from, const std::filesystem::path& to,
               std::string_view target, const std::string& where, std::uintmax_t most_bytes);

}  // namespace lisiere::io
