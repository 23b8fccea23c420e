// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/table/table.hpp"
#include "io/compare/sentences.hpp"

namespace lisiere::io {

/// A comparison as layers: `comparaison_perimetres` (outlines of the new edition, else of the
/// former), `comparaison_chiffres` (every figure that changed, also written as comparaison.csv),
/// `comparaison_lieux` (facilities and stops that opened, closed or moved) and `comparaison_causes`
/// (what the editions were not made from alike). Real numbers have three decimals, as in editions;
/// base + difference = next holds on them too. Columns: geodata/schemas/sorties.csv.
std::vector<Table> comparison_tables(const compare::Comparison& comparison,
                                     const ComparisonRules& rules, const Sentences& say,
                                     geo::Crs crs);

/// Is a change for the better (1), for the worse (-1), or neither (0)? Nothing that the error, the
/// rounding or the others' moves may have made.
int sense_of(const compare::Change& change, const compare::MeasureRule& rule);

}  // namespace lisiere::io
