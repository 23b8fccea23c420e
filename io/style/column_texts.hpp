// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// What geodata/schemas/sorties.csv says of one output column.
struct ColumnMeaning {
    std::string description;  ///< in the language asked for, without the unit
    std::string unit;         ///< "" when it has none
};

/// A heading for forms and tables: the description up to its first explanation (`:`, `;` or `(`),
/// then the unit in brackets. "Minutes à pied jusqu'à cet arrêt (min)".
std::string heading(const ColumnMeaning& meaning);

/// What the star of `pattern` stands for in `name`: one star at most, for one character or more; ""
/// without a star, nothing when the name does not fit.
std::optional<std::string_view> starred(std::string_view pattern, std::string_view name);

/// The descriptions of every column of every output layer: a `*` in a name, of a layer or of a
/// column, stands for any characters, and the first line that fits decides. `{}` in a description
/// is what the star stood for, in words: the label of that component of enclosure, facility
/// category, period or indicator of geodata/reference, else the characters themselves with spaces
/// for underscores. A unit `{}` is that of the indicator. Immutable.
class ColumnTexts {
  public:
    std::optional<ColumnMeaning> find(std::string_view layer, std::string_view column) const;
    /// May the layer have this column? Where a star stands for an indicator, one of the kit.
    bool documents(std::string_view layer, std::string_view column) const;
    /// The layer's columns without a star, and the indicators of the kit where one stands for
    /// them.
    std::vector<std::string> names(std::string_view layer) const;

  private:
    friend ColumnTexts read_column_texts(const std::filesystem::path& file,
                                         const std::string& language);
    std::string in_words(std::string_view column, std::string_view star) const;
    struct Line {
        std::string layer;
        std::string column;
        ColumnMeaning meaning;
    };
    std::vector<Line> lines_;
    std::map<std::string, std::string, std::less<>> words_;    ///< by what a star stands for
    std::map<std::string, std::string, std::less<>> columns_;  ///< likewise, by the whole column
    std::map<std::string, std::string, std::less<>> units_;    ///< of indicators
};

/// `language`: "fr" or "en". Labels are read from ../reference beside the file's folder. InputError
/// when a file lacks a column.
ColumnTexts read_column_texts(const std::filesystem::path& file, const std::string& language);

}  // namespace lisiere::io
