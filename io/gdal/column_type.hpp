// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/table/table.hpp"

class OGRFieldDefn;

namespace lisiere::io {

/// What a field of a vector file holds; whatever is no number and no truth value is text.
ColumnType column_type_of(const OGRFieldDefn& field);

}  // namespace lisiere::io
