// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// How the figures of an output column are come by.
struct Formula {
    std::string text;                 ///< "1 - habitants_15 / habitants_15_sans"
    std::vector<std::string> inputs;  ///< kinds of layers ("rues"), settings ("calcul.poids"), or
                                      ///< reference files ("geodata/reference/...")
    std::string page;                 ///< the method page
};

/// geodata/reference/formules.csv: a `*` in a column stands for any characters, the first line that
/// fits decides; `cle` holds for the rows of that key only ("composantes;valeur;detour_median").
/// Immutable.
class Formulas {
  public:
    /// Null when the figures of this column are told nowhere, or row by row.
    const Formula* find(std::string_view layer, std::string_view column) const;
    /// That of one row; null when the row has none of its own.
    const Formula* find(std::string_view layer, std::string_view column,
                        std::string_view key) const;
    /// Keys of the column's rows that have a formula of their own.
    std::vector<std::string> keys(std::string_view layer, std::string_view column) const;

  private:
    friend Formulas read_formulas(const std::filesystem::path& file, const std::string& language);
    struct Line {
        std::string layer;
        std::string column;
        std::string key;
        Formula formula;
    };
    std::vector<Line> lines_;
};

/// InputError when the file lacks a column, or a line its formula or its page.
Formulas read_formulas(const std::filesystem::path& file, const std::string& language);

}  // namespace lisiere::io
