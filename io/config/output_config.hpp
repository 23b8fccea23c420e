// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lisiere::io {

/// Who opens tables/*.csv.
enum class CsvReader {
    machine,     ///< decimal point, no byte order mark, true and false
    spreadsheet  ///< a French spreadsheet: byte order mark, decimal comma, VRAI and FAUX
};

/// `[sorties]`: what an edition holds beside its maps.
struct OutputConfig {
    bool workbook = true;                ///< `classeur`. DEFAULT: tableaux.xlsx is made
    CsvReader csv = CsvReader::machine;  ///< `csv`: "machine" or "tableur"
};

}  // namespace lisiere::io
