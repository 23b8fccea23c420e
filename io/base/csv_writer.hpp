// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// Would a spreadsheet that opens the cell compute it? It starts with `=`, `+`, `-`, `@` (or the
/// full-width form of one), a tab or a line end, behind whatever blanks and quotes a spreadsheet
/// strips. Numbers as people write them ("-1,48", "-3.2e5", "-5 019") are no formulas, except
/// behind a `+`, which would be lost. Source: OWASP, CSV Injection.
bool starts_a_formula(std::string_view text);

/// Appends a text as a field of delimited text: behind an apostrophe where it would start a
/// formula, in quotes where the delimiter, quotes or line ends ask for it. Every CSV of the program
/// is written through this. Cost: O(length).
void append_csv_field(std::string& out, std::string_view text, char delimiter);

}  // namespace lisiere::io
