// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace lisiere::io {

/// A hidden file or folder beside another, of the program's own: `.ville.en-cours`. A name that
/// would be too long for the file system is replaced by its hash.
std::filesystem::path hidden_sibling(const std::filesystem::path& of, const std::string& suffix);

/// Under what name a user's thing is kept where ours takes its place, the first time, the second:
/// "territoire (enregistré).qgz", "territoire (enregistré 2).qgz". A long stem is cut.
std::filesystem::path kept_name(const std::filesystem::path& name, int time);

}  // namespace lisiere::io
