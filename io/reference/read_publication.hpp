// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/census/indicator.hpp"
#include "engine/census/rounding.hpp"

/// How figures leave: adjusted to official ones, rounded, with what is to be said beside them.
/// InputError names file, line and column.
namespace lisiere::io {

/// geodata/reference/recalage.csv: genre, quartiers_min, retrait, gain_min, source.
std::vector<census::AdjustmentRule> parse_adjustments(std::string_view text,
                                                      const std::string& file);
/// geodata/reference/arrondis.csv: genre, unite (empty: any), pas_min, pas_max (powers of ten),
/// source.
std::vector<census::RoundingRule> parse_roundings(std::string_view text, const std::string& file);
/// geodata/reference/reserves.csv: methode, genre (empty: any), indicateur (empty: any),
/// libelle_fr, libelle_en, source.
std::vector<census::Reserve> parse_reserves(std::string_view text, const std::string& file,
                                            const std::string& language);

}  // namespace lisiere::io
