// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/style/style.hpp"

namespace lisiere::io {

/// One sheet of tableaux.xlsx: a layer as it is, or the indicators of a theme side by side.
struct SheetSettings {
    StyleText name;                    ///< at most 31 characters
    std::string layer;                 ///< empty for a theme
    std::vector<std::string> columns;  ///< of the layer; empty: every one
    std::string theme;                 ///< of geodata/reference/indicateurs.csv; empty for a layer
};

/// styles/classeur.toml.
struct WorkbookSettings {
    StyleText read_me;             ///< name of the first sheet
    std::vector<StyleText> notes;  ///< what it says of reading the others
    std::vector<SheetSettings> sheets;
    StyleText dictionary;  ///< name of the last sheet
};

/// `styles`: the folder. ConfigError for an unknown key, no TOML, or a name that no sheet can bear:
/// longer than 31 characters, with one of []:*?/\, or of another sheet.
WorkbookSettings read_workbook_settings(const std::filesystem::path& styles);

}  // namespace lisiere::io
