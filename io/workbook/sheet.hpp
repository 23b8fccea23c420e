// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/table/table.hpp"

namespace lisiere::io {

/// How a spreadsheet shows the numbers of a column; cells keep every digit.
enum class NumberFormat {
    as_it_is,  ///< years, ranks: no mark of thousands
    whole,     ///< 1 204
    one,       ///< 61,2
    two,       ///< 0,94
    share      ///< 0.217 as 21,7 %
};

struct SheetColumn {
    std::string heading;      ///< in words, with unit; sources and years of an indicator below
    std::string description;  ///< in full
    std::string unit;         ///< as shown: "%" for a share
    std::string layer;        ///< of the GeoPackage, with `column`: where it comes from
    std::string column;
    ColumnType type = ColumnType::text;
    NumberFormat format = NumberFormat::as_it_is;
    bool mixed = false;  ///< rows have units of their own: each number is shown by its size
};

/// NULL of a number: which mark stands for it.
enum class Missing { unavailable, secret };

struct SheetCell {
    Value value;
    Missing why = Missing::unavailable;
    bool own = false;  ///< computed or estimated by the program where others are published
};

/// One sheet: a header line, then rows as wide as `columns`.
struct Sheet {
    std::string name;
    std::vector<SheetColumn> columns;
    std::vector<std::vector<SheetCell>> rows;
    std::size_t frozen = 0;  ///< columns that stay in view: those that name the row
};

/// How a number is shown by its size alone: 1 204, 61,2, 0,94.
NumberFormat by_size(double greatest, bool whole);

}  // namespace lisiere::io
