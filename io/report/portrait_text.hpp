// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "io/report/portrait.hpp"

namespace lisiere::io {

/// The portrait to read on a terminal, in French, no line longer than `width` (at least 80): a
/// section at a time, its values, then where they come from. Rounded to be read: three significant
/// digits after a first of whole ones (the exact values are in the JSON). Wide layers show their
/// main columns and first rows, and say how many more there are.
std::string to_text(const Portrait& portrait, std::size_t width = 100);

}  // namespace lisiere::io
