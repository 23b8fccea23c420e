// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// Whether the bytes are well-formed UTF-8 (no overlong form, no surrogate, at most U+10FFFF).
/// Cost: one pass, eight bytes at a time through ASCII.
bool is_utf8(std::string_view bytes);

/// The text as XML, HTML and terminals can hold it: bytes that are not UTF-8 become U+FFFD, control
/// characters are left out (C0 but tab and line ends, DEL, C1, U+FFFE, U+FFFF). Cost: O(length).
std::string without_controls(std::string_view text);

/// Windows-1252 (a superset of Latin-1's printable part) to UTF-8. The five bytes that CP1252
/// leaves undefined become the C1 control character of the same number, as browsers do (WHATWG
/// Encoding, index windows-1252).
std::string cp1252_to_utf8(std::string_view bytes);

/// The same line by line: those that are UTF-8 stay, so that one line pasted from another file does
/// not spoil the others.
std::string lines_to_utf8(std::string_view bytes);

}  // namespace lisiere::io
