// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace lisiere::io {

/// Replaces the file whole: whoever reads it, and whatever is left after a power cut, is the old
/// text or the new one. OutputError when the disk refuses; the old text stays then.
void write_durably(const std::filesystem::path& file, const std::string& text);

/// Adds a line to a text file, for good. What a killed process left of its last line goes first.
/// OutputError when the disk refuses; the file is as it was then.
void append_durably(const std::filesystem::path& file, const std::string& line);

/// Makes what was renamed, made or removed in a folder outlast a power cut. OutputError.
void sync_entries(const std::filesystem::path& folder);

/// Points `link` at `target` (as written, relative to the link's folder) in one rename.
/// OutputError.
void point_link(const std::filesystem::path& link, const std::filesystem::path& target);

/// Moves a file or a folder within one file system, for good. OutputError.
void move_durably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace lisiere::io
