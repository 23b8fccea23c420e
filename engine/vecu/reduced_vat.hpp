// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

namespace lisiere::vecu {

/// What reduced VAT asks of an operation outside a priority quarter: one line of
/// geodata/reference/tva_reduite.csv (CGI, art. 278 sexies, III, 2°; from secondary sources, not
/// re-read in the code in force). The distances are those of the law, not those of a configuration.
struct ReducedVat {
    std::string id;         ///< "entierement_a_moins_de_300_m"
    double distance_m = 0;  ///< of the line that the rule is read on, from the limit of the quarter
    /// Word of `Perimeter::programmes` that the quarter must have; empty: any quarter.
    std::string programme;
    friend bool operator==(const ReducedVat&, const ReducedVat&) = default;
};

/// The first rule that the line at a distance serves near a quarter with these programmes; null:
/// none. A line decides of no operation: touching a band is no rule.
const ReducedVat* reduced_vat(std::span<const ReducedVat> rules, double distance_m,
                              std::span<const std::string> programmes);

/// Whether the quarter has a programme that a rule asks for.
bool under_renewal(std::span<const ReducedVat> rules, std::span<const std::string> programmes);

}  // namespace lisiere::vecu
