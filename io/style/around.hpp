// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/table/table_rows.hpp"

namespace lisiere::io {

/// Which territory around a quarter its value is shown beside.
enum class AroundKind {
    none,
    rest_of_epci,  ///< the EPCI without the priority quarters
    epci,          ///< the whole of it, quarters included: a median is not taken apart
    zone           ///< the study area, where no EPCI is whole
};

/// What a row of `indicateurs` is shown beside in every product, and the gap that the edition
/// publishes to it: products never subtract, since two figures may be of two years.
struct Around {
    AroundKind kind = AroundKind::none;
    std::optional<double> value;
    std::optional<double> gap;
};
Around around_of(const TableRows& indicators, std::size_t row);

/// The mark of a value that is not what the column's head says, "" for the rest of the EPCI.
std::string_view mark_of(AroundKind kind);
/// What the mark stands for, in the language; "" without one.
std::string_view words_of(AroundKind kind, std::string_view language);
/// The column's head.
std::string_view head_of_around(std::string_view language);

}  // namespace lisiere::io
