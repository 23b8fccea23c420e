// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lisiere::io {

/// A text as a field of COPY's text format: backslash, tab and ends of lines escaped. One with NUL
/// or bytes that are not UTF-8, which the server would refuse, goes through `without_controls`.
void add_copy_text(std::string& row, std::string_view text);

/// A shape of a GeoPackage as extended WKB in hexadecimal, with its SRID. False when it is no shape
/// of a GeoPackage; `row` is left as it was then.
bool add_copy_geometry(std::string& row, std::span<const std::uint8_t> blob, int srid);

}  // namespace lisiere::io
