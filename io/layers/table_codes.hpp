// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Codes that a spreadsheet took for numbers are given back their form:
/// - "590140101.0", "5.90140101E+08": the digits are all there (`code_lu_comme_nombre`);
/// - "1.0002e8": rounded; repaired when one single code of `known` rounds to it, left when none
///   does, InputError with the row and the candidates when several do;
/// - a lost leading zero: see restore_leading_zeros.
void repair_codes(RawLayer& layer, std::size_t field, std::size_t width,
                  std::span<const std::string> known, Notices& notices);

/// Codes of areas and of a table that differ inside one commune: those that the table has and the
/// contours do not, while contours have some that the table does not. A commune cut by the edge of
/// the study area, or a table of large communes only, gives one of both and is no sign.
struct CodeChanges {
    std::size_t areas = 0;      ///< areas without a row, in communes with unknown rows
    std::size_t inhabited = 0;  ///< areas of type H or unknown, in communes that the table has
    std::size_t matched = 0;    ///< of these, with a row
    std::string example;        ///< "590140101 ; 590140107": one of the contours, one of the table
};
CodeChanges code_changes(const RawLayer& layer, std::size_t field, const census::AreaTable& areas);

}  // namespace lisiere::io
