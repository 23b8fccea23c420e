// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/style/column_texts.hpp"
#include "io/style/workbook_settings.hpp"
#include "io/workbook/sheet.hpp"

namespace lisiere::io {

/// What the workbook is made from.
struct WorkbookEdition {
    std::string name;  ///< of the territory
    std::string version;
    std::string date;  ///< as it is written in the configuration; may be empty
    std::string language;
    std::span<const Table> tables;
    const ColumnTexts* texts = nullptr;
    const WorkbookSettings* settings = nullptr;
    std::map<std::string, std::string> communes;  ///< code → name
};

/// The sheet of a layer, in the order of the table: the columns asked for that it has and of which
/// something is known. Of a theme: one row a perimeter, one column an indicator in the order in
/// which the perimeters have them. Nothing when the edition has no such row.
/// - No number is changed: each is that of the table, bit for bit.
/// - Codes of communes are followed by nothing: names are written in their place.
std::optional<Sheet> make_sheet(const WorkbookEdition& edition, const SheetSettings& settings);

/// What the columns of the sheets mean: sheet, heading, unit, description, and the column of the
/// layer that it comes from.
Sheet dictionary_sheet(const WorkbookEdition& edition, std::span<const Sheet> sheets);

/// Every column of every table: couche, colonne, type, intitule, unite, description. One row a
/// column, in the order of the tables; empty texts for what nothing is said of.
Table dictionary_table(std::span<const Table> tables, const ColumnTexts& texts);

}  // namespace lisiere::io
