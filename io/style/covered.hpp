// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace lisiere::io {

/// Column of `perimetres`: the share of a perimeter's area (0..1) that the edition covers; 1 where
/// it is whole.
inline constexpr const char* covered_column = "part_couverte";

/// Is a perimeter of which this share is covered a part of itself? Not where nobody knows.
bool is_cut(std::optional<double> share);

/// "partie couverte, 5 %" of a perimeter that is cut, which stands beside its name and its figures
/// in every product; "" of a whole one, or where nobody knows. A part is never rounded to the whole
/// nor to nothing.
std::string covered_words(std::optional<double> share, const std::string& language);

/// " (partie couverte, 5 %)", to follow a name; "" likewise.
std::string covered_suffix(std::optional<double> share, const std::string& language);

}  // namespace lisiere::io
