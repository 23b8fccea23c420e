// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/report/html_report.hpp"

/// Private to the folder: tables of the report.
namespace lisiere::io {

/// A value as read in a cell: numbers with the digits that matter, years and codes as they are,
/// "oui" or "non"; "" for NULL.
std::string cell_text(const Value& value, const std::string& column, const std::string& language);

/// "59001,59002" as the names of communes; a code without a name stays.
std::string communes_text(const std::string& codes, const ReportEdition& edition);

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

/// The rows of `table` that are the perimeter's (all when `code` is empty), sorted and cut as the
/// settings say.
std::vector<std::size_t> rows_of(const Table& table, const ReportTable& shown,
                                 const std::string& code);

/// The indicators told first, beside the same of the commune and the agglomeration, with the gap to
/// the latter; "" when the edition has none of them.
std::string headline_table(const ReportEdition& edition, const std::string& code);

/// Percentiles of the components as bars, as SVG; "" when none is known. `row`: of `perimetres`.
std::string component_bars(const ReportEdition& edition, std::size_t row);

/// The rose of detours as SVG, the sectors that are closed darker; "" without one.
std::string detour_rose(const ReportEdition& edition, const std::string& code);

}  // namespace lisiere::io
