// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// A code as it is, whatever a spreadsheet or an export made of it: spaces of any kind (no-break
/// and narrow ones, marks of order), also inside, a leading apostrophe or equals sign and quotes
/// around are no part of it, nor are the decimals of a whole number ("99001.000" → "99001").
/// A name in its place (letters without a digit, or three letters in a row) is left as it is.
/// Letters keep their case; zeros that were lost are given back elsewhere (restore_leading_zeros).
std::string code_text(std::string_view written);

}  // namespace lisiere::io
