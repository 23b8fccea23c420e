// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "io/report/html_report.hpp"

/// Private to the folder: tables of the report.
namespace lisiere::io {

/// A value as read in a cell: numbers with the digits that matter, years and codes as they are,
/// "oui" or "non"; "" for NULL.
std::string cell_text(const Value& value, const std::string& column, const std::string& language);

/// What a cell of a table says, before it is HTML or anything else.
struct ToldCell {
    std::string text;
    bool number = false;
    bool reason = false;  ///< why there is no value
    std::string sorts;    ///< a number, with all its digits; "" for none
};
struct ToldHead {
    std::string text;
    bool number = false;
};
struct ToldRows {
    std::vector<ToldHead> heads;
    std::vector<std::vector<ToldCell>> rows;
};
/// Some rows of a layer, in words: the columns that the edition has, digits that matter, the reason
/// of a row told once.
ToldRows told_rows(const ReportEdition& edition, const ReportTable& shown, const Table& table,
                   std::span<const std::size_t> rows);

/// An HTML table of some rows of a layer. `rows`: positions, in order; `links`: the first cell of a
/// row, as HTML (none: no such column).
struct HtmlTable {
    const ReportTable* shown = nullptr;
    const Table* table = nullptr;
    std::vector<std::size_t> rows;
    std::vector<std::string> links;
    bool sortable = false;
};
std::string html_table(const ReportEdition& edition, const HtmlTable& of);

/// Those of `rows`, positions in the table, that are shown: sorted and cut as the settings say.
std::vector<std::size_t> shown_rows(const Table& table, const ReportTable& shown,
                                    std::vector<std::size_t> rows);
std::vector<std::size_t> every_row(const Table& table);

/// The indicators told first, beside the same of the commune and the agglomeration, with the gap to
/// the latter; no row when the edition has none of them. `rows`: of `indicateurs`, the perimeter's.
struct ToldHeadlines {
    std::vector<std::string> heads;  ///< of the cells
    struct Line {
        std::string label;
        std::vector<ToldCell> cells;
    };
    std::vector<Line> lines;
    std::vector<std::string> notes;  ///< of the marks in the cells
};
ToldHeadlines told_headlines(const ReportEdition& edition, std::span<const std::size_t> rows);
/// The same as HTML; "" without a row.
std::string headline_table(const ReportEdition& edition, std::span<const std::size_t> rows);

/// Percentiles of the components as bars, as SVG; "" when none is known. `row`: of `perimetres`.
std::string component_bars(const ReportEdition& edition, std::size_t row);

/// The rose of detours as SVG, the sectors that are closed darker; "" without one. `rows`: of
/// `roses`, the perimeter's.
std::string detour_rose(const ReportEdition& edition, std::span<const std::size_t> rows);

}  // namespace lisiere::io
