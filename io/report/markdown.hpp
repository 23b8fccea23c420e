// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// Private to the folder.
namespace lisiere::io {

/// A page of the project as HTML: headings (two levels below their own), paragraphs, lists, tables,
/// blocks of code, `code`, **bold** and the words of links, everything else as it is written, and
/// escaped. Tables of source files ("file", "fichier" or "files" in their first head) are left out:
/// they are for who reads the program. Cost: O(length).
std::string markdown_html(const std::string& text);

}  // namespace lisiere::io
