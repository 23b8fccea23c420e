// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io::init {

/// A TOML string.
std::string toml_text(std::string_view text);
/// A TOML array of values as they are written.
std::string toml_list(const std::vector<std::string>& values);
/// One line of words: whatever would end a TOML comment or may not stand in one is a space.
std::string one_line(std::string_view text);
/// A comment, folded at 118 characters.
std::string comment(std::string_view text);
/// Every line of a text as a comment.
std::string commented(const std::string& text);

}  // namespace lisiere::io::init
