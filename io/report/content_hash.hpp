// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/table/table.hpp"

namespace lisiere::io {

/// SHA-256 of what a table holds (name, geometry type, CRS, columns, rows and geometries in order),
/// lower-case hex. Numbers by their bits, -0 as 0; an integer stored in a column of reals counts as
/// the real. A file's own bytes change when QGIS opens it: this does not, and equals the hash of
/// the table read back.
std::string content_hash(const Table& table);

}  // namespace lisiere::io
