// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "engine/core/notice.hpp"
#include "io/workbook/make_sheets.hpp"

namespace lisiere::io {

/// tableaux.xlsx: how to read it, one sheet a theme (styles/classeur.toml), the dictionary.
/// - Texts are texts: none is a formula, also once it is edited (format `@`), none becomes a link.
///   A text longer than a cell may hold (32,767 characters) ends with " […]".
/// - NULL of a number is the text "nd", or "s" for what secrecy covers: an empty cell would count
///   as 0 in a formula. Other NULLs are empty cells.
/// - A header line, frozen with the columns that name a row, and filtered; printed on each page.
/// - The same bytes for the same edition: no clock is read.
/// Rows beyond the 1,048,575 of a sheet are left out, notice `feuille_coupee`.
/// Memory: the greatest sheet; rows go to a temporary file. OutputError when the disk refuses.
void write_workbook(const WorkbookEdition& edition, const std::filesystem::path& file,
                    Notices& notices);

}  // namespace lisiere::io
