// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/fetch/archive.hpp"

/// The names that archives give. Private to io/fetch.
namespace lisiere::io {

/// A name in UTF-8: as it is when it is UTF-8; else as Windows-1252 or CP850 (zip tools of Windows
/// and DOS write either and do not say which), whichever gives more of the letters that French
/// has; CP850 when equal.
std::string entry_name_in_utf8(std::string_view bytes);

/// A name cut clean: "/" between parts, no "." part, no "/" at the end; nullopt with `why` (French,
/// "un chemin absolu") when it must be refused. "" for the root itself ("./").
std::optional<std::string> safe_entry_path(std::string_view name, const ArchiveLimits& limits,
                                           std::string& why);

/// Whether systems add the entry of themselves: __MACOSX/, .DS_Store, ._name, Thumbs.db.
bool is_clutter(std::string_view path);

/// "contours.tar.gz" → "contours", "x.csv.gz" → "x.csv", for what has no name of its own.
std::string without_archive_suffix(std::string_view name);
/// Whether the name says that it is an archive or a compressed file.
bool called_archive(std::string_view name);

}  // namespace lisiere::io
