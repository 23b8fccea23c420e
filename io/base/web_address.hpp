// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// An address of the web that can stand in a record as it is: http or https with a host, and no
/// space, control character, quote, bracket, backslash or brace.
bool is_web_address(std::string_view text);
/// "sig@exemple.fr": one @ between two texts that an address may hold.
bool is_mail_address(std::string_view text);
/// A relative path as an address has it: every byte but letters, digits and -._~/ as %XX.
std::string path_in_address(std::string_view path);

}  // namespace lisiere::io
