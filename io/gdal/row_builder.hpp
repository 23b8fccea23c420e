// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/base/clean_text.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

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
    /// How the cells of a number column are written.
    struct Written {
        std::vector<std::size_t>
            thousands;                ///< rows as "3.514": one to three digits, a mark, three
        bool other_decimals = false;  ///< a mark stands elsewhere too
        double largest = 0;           ///< of the other rows
        std::size_t unreadable = 0;
        /// A cell that is no number.
        struct Cell {
            std::size_t row;
            std::string text;
        };
        std::vector<Cell> samples;  ///< the first few
    };
    const std::vector<Number>& numbers() const { return numbers_; }
    /// Column of the configured filter; none: every row passes.
    std::optional<std::size_t> filter_column() const { return filter_; }
    bool passes(std::string_view value);
    void add_number(std::size_t into, Maybe<double> value) {
        layer_.numbers[into].values.push_back(value);
    }
    /// What a cell says for a field of the schema: clean_text, and code_text where it is a code.
    std::string text(std::size_t field, std::string_view raw);
    /// Text turned to a number; what is none is missing, and told when all rows are in.
    void add_number(std::size_t into, std::string_view text, std::size_t row);
    RawLayer& layer() { return layer_; }
    /// The layer, once all rows are in, its columns judged as wholes. InputError when no row was
    /// seen.
    /// - A count written with a point or a comma between thousands is read so, where every mark of
    ///   its column stands before three digits, no other number of it reaches a thousand, and a
    ///   column of the table has both kinds.
    /// - A count below 0, a rate of -999 or the like (how exports write a missing value), is
    /// missing.
    /// - A column without any number is none: it was a text that looked like one by its name.
    RawLayer finish();

  private:
    void judge_columns();
    void read_thousands(NumberColumn& column, const Written& written);
    void drop_impossible(NumberColumn& column);
    Sample sample_of(std::size_t row, const NumberColumn& column) const;
    void note_cut_names(const Schema& schema, std::span<const std::string> columns);
    /// InputError when a column that is read has another of its name.
    void require_single(std::span<const std::string> columns) const;

    const LayerSpec& spec_;
    Notices& notices_;
    RawLayer layer_;
    std::vector<Number> numbers_;
    std::vector<Written> written_;  ///< by number column
    std::optional<std::size_t> filter_;
    std::set<std::string, std::less<>> wanted_;
    std::set<std::string, std::less<>> refused_;  // a few values that the filter turned away
    std::size_t seen_ = 0;
    std::vector<char> codes_;  ///< by field: is it a code?
    TextRepairs repairs_;
    std::size_t numbers_for_codes_ = 0;  ///< codes written "99001.0"
    std::string number_for_code_;        ///< one of them
};

}  // namespace lisiere::io
