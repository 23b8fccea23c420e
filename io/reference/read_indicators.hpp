// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/census/indicator.hpp"
#include "engine/census/plausibility.hpp"
#include "engine/census/secrecy.hpp"

namespace lisiere::io {

/// geodata/reference/indicateurs.csv: one formula a line, several lines of one id in order of
/// preference. Columns: id, libelle_fr, libelle_en, theme, genre (effectif, part, publie),
/// numerateur, denominateur, facteur, unite, univers, table, echelle, periodicite, secret,
/// officiel, source. A formula is names joined by + and -; the denominator of a published rate is
/// a list of names in order of preference. `officiel`: formulas over the columns of one table by
/// quarter, without spaces ("TX_F", "DEMO:AM/A", "REVN:100-PMIMP"), of one line for all lines of
/// the id. Without numerator: an indicator that is published by quarter, or by local documents
/// (echelle `document`), and never estimated. Labels in `language` ("fr", "en"). InputError names
/// file, line and column.
std::vector<census::IndicatorDefinition> read_indicators(const std::filesystem::path& file,
                                                         const std::string& language = "fr");
std::vector<census::IndicatorDefinition> parse_indicators(std::string_view text,
                                                          const std::string& file,
                                                          const std::string& language = "fr");

/// geodata/reference/secret.csv: regle, variable, minimum, part_imputee_max, effectif_min,
/// complementaire (oui, non), source; lines of one rule in order of preference of the count
/// compared.
std::vector<census::SecrecyRule> read_secrecy(const std::filesystem::path& file);
std::vector<census::SecrecyRule> parse_secrecy(std::string_view text, const std::string& file);

/// geodata/reference/controles.csv: what values are checked against. Columns: controle (bornes,
/// somme, partie, isolee, copie, editions, officiel), table, colonnes, tout, bas, haut, marge,
/// part, source.
std::vector<census::PlausibilityRule> read_checks(const std::filesystem::path& file);
std::vector<census::PlausibilityRule> parse_checks(std::string_view text, const std::string& file);

/// geodata/reference/identites.csv: total, parties (names joined by +), source.
/// Below how many units a rate is marked (geodata/reference/effectifs_faibles.csv), and how far
/// estimates lay from official values elsewhere (intervalles.csv).
std::vector<census::FewUnits> read_few_units(const std::filesystem::path& file);
std::vector<census::FewUnits> parse_few_units(std::string_view text, const std::string& file);
std::vector<census::IntervalReference> read_interval_references(const std::filesystem::path& file);
std::vector<census::IntervalReference> parse_interval_references(std::string_view text,
                                                                 const std::string& file);

std::vector<census::Identity> read_identities(const std::filesystem::path& file);
std::vector<census::Identity> parse_identities(std::string_view text, const std::string& file);

}  // namespace lisiere::io
