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
/// the latter; "" when the edition has none of them. `rows`: of `indicateurs`, the perimeter's.
std::string headline_table(const ReportEdition& edition, std::span<const std::size_t> rows);

/// Percentiles of the components as bars, as SVG; "" when none is known. `row`: of `perimetres`.
std::string component_bars(const ReportEdition& edition, std::size_t row);

/// The rose of detours as SVG, the sectors that are closed darker; "" without one. `rows`: of
/// `roses`, the perimeter's.
std::string detour_rose(const ReportEdition& edition, std::span<const std::size_t> rows);

}  // namespace lisiere::io
