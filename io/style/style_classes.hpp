// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/atlas/table.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// The class that draws a value of the style's column, the same in every product: its position in
/// `classes`. Nothing for a value that is not drawn: NULL or below `minimum` for intervals, one
/// without a category where no category takes the others. A style without a column has one class.
std::optional<std::size_t> class_of(const LayerStyle& style, const Value& value);

/// The style with only the categories that a row with a geometry has, in their order: a legend
/// tells what the map shows. Unchanged when no row has any, and for other renderings.
LayerStyle with_seen_categories(LayerStyle style, const Table& table);

/// How many rows with a geometry have each class; last, how many none.
std::vector<std::size_t> rows_by_class(const LayerStyle& style, const Table& table);

/// Is there a row with a geometry that the style draws? False for a measure that has no value.
bool draws_any(const LayerStyle& style, const Table& table);

}  // namespace lisiere::io
