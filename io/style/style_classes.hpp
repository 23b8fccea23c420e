// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/table/table.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// The class that draws a value of the style's column, the same in every product: its position in
/// `classes`. Nothing for a value that is not drawn: NULL or below `minimum` for intervals, one
/// without a category where no category takes the others. A style without a column has one class.
std::optional<std::size_t> class_of(const LayerStyle& style, const Value& value);

/// The style with only the categories that a row with a geometry has, in their order: a legend
/// tells what the map shows. Unchanged when no row has any, and for other renderings.
LayerStyle with_seen_categories(LayerStyle style, const Table& table);

/// The colours that a map shows of a style's classes, by position in `classes`, on a ground of one
/// colour: a fill lets through what lies below it. Of nested areas (`sort_column`) each lies over
/// every larger one that is there, so that its colour is not its fill's: 5 minutes over 10 over 15.
/// `present`: which classes the map has, of as many; colours of others are as they would be shown.
std::vector<Colour> shown_colours(const LayerStyle& style, const std::vector<bool>& present,
                                  const Colour& ground);

/// How many rows with a geometry have each class; last, how many none.
std::vector<std::size_t> rows_by_class(const LayerStyle& style, const Table& table);

/// Is there a row with a geometry that the style draws? False for a measure that has no value.
bool draws_any(const LayerStyle& style, const Table& table);

}  // namespace lisiere::io
