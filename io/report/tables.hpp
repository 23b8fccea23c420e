// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "engine/table/table.hpp"
#include "io/config/output_config.hpp"

namespace lisiere::io {

/// One table as text: UTF-8 without a byte order mark, `;` between fields, decimal point, LF at
/// line ends, a header line with the column names. NULL is an empty field and an empty text is
/// `""`; booleans are `true` and `false`; a real is written with the fewest digits that read back
/// to the same number. Geometry is left out. A field is quoted when it holds `;`, a quote or a line
/// break; a text that a spreadsheet would take for a formula stands behind an apostrophe
/// (csv_writer.hpp). For a French spreadsheet: a byte order mark, a decimal comma, VRAI and FAUX.
std::string to_csv(const Table& table, CsvReader reader = CsvReader::machine);

/// `<table>.csv` for each table, and for the dictionary of their columns, in `folder` (made if
/// absent), with a LISEZMOI.txt that says how to read them and, for spreadsheets, what to choose
/// when opening. OutputError when a file cannot be written.
void write_csv_tables(std::span<const Table> tables, const Table& dictionary,
                      const std::filesystem::path& folder, CsvReader reader);

}  // namespace lisiere::io
