// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "engine/table/table_rows.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// A territory around a quarter that its value may be shown beside: [[autour]] of
/// styles/portrait.toml.
struct AroundPlace {
    std::string value;  ///< column of `indicateurs`
    std::string gap;    ///< column of the gap to it
    std::string mark;   ///< of a value that is not what the column's head says; the first has none
    StyleText words;    ///< what it is
};

/// What a row of `indicateurs` is shown beside in every product, and the gap that the edition
/// publishes to it: products never subtract, since two figures may be of two years.
struct Around {
    const AroundPlace* place = nullptr;  ///< null: none
    std::optional<double> value = {};
    std::optional<double> gap = {};
    std::string mark() const { return place == nullptr ? std::string() : place->mark; }
};

/// The first place of which the row has a value. `places` must outlive what is returned.
Around around_of(std::span<const AroundPlace> places, const TableRows& indicators, std::size_t row);

}  // namespace lisiere::io
