// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace lisiere::vecu {

/// What reduced VAT asks of an operation outside a priority quarter (CGI, art. 278 sexies, III, 2°;
/// from secondary sources, not re-read in the code in force).
enum class ReducedVat {
    wholly_within,  ///< to lie whole within 300 m of the quarter
    partly_within,  ///< near a quarter under renewal: in part within 300 m and whole within 500 m
};
/// "entierement_a_moins_de_300_m", "en_partie_a_moins_de_300_m_et_entierement_a_moins_de_500_m".
std::string_view to_text(ReducedVat rule);
/// The rule that the line at a distance serves; nullopt: none. `renewal`: under a convention of
/// urban renewal (NPNRU). A line decides of no operation: touching a band is no rule.
std::optional<ReducedVat> reduced_vat(double distance_m, bool renewal);

}  // namespace lisiere::vecu
