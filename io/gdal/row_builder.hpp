// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

std::string_view trimmed(std::string_view text);

/// What read_layer and read_table share: columns tied to the schema, the filter, the number
/// columns.
class RowBuilder {
  public:
    RowBuilder(const LayerSpec& spec, const LayerRequest& request, std::string where,
               std::vector<std::string> columns, Notices& notices);

    /// A number column of the file and where it goes.
    struct Number {
        std::size_t column = 0;
        std::size_t into = 0;
    };
    const std::vector<Number>& numbers() const { return numbers_; }
    /// Column of the configured filter; none: every row passes.
    std::optional<std::size_t> filter_column() const { return filter_; }
    bool passes(std::string_view value);
    void add_number(std::size_t into, Maybe<double> value) {
        layer_.numbers[into].values.push_back(value);
    }
    /// Text turned to a number, with a notice when it is none.
    void add_number(std::size_t into, std::string_view text, std::size_t row);
    RawLayer& layer() { return layer_; }
    /// The layer, once all rows are in. InputError when no row was seen.
    RawLayer finish();

  private:
    const LayerSpec& spec_;
    Notices& notices_;
    RawLayer layer_;
    std::vector<Number> numbers_;
    std::optional<std::size_t> filter_;
    std::set<std::string, std::less<>> wanted_;
    std::set<std::string, std::less<>> refused_;  // a few values that the filter turned away
    std::size_t seen_ = 0;
};

}  // namespace lisiere::io
