// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Adds the columns of a table by IRIS or by commune (base-ic-*, Filosofi, CAF) to the areas with
/// the same code. Counts and rates are told apart by geodata/schemas/recensement.toml; secret and
/// missing markers stay missing with their reason; an area without a row is `hors couverture`. A
/// column already there (same name) is replaced. Codes taken for numbers are repaired (see
/// table_codes.hpp). InputError: codes in double, no code in common (the message shows one of each
/// side), hardly any in communes that both have (the message names both years). Notices:
/// `decoupage_d_une_autre_annee`, `millesimes_melanges`, `zone_sans_recensement`,
/// `recensement_sans_zone` (info: national tables hold the whole country), `secret_statistique`,
/// and those of read_table.
void join_census(const CensusSpec& spec, census::AreaTable& table, Notices& notices,
                 std::string_view contours_year = {});

/// A table by IRIS whose contours are not there: its counts, added up by the commune that the first
/// five characters of a code name, are joined to communes; rates are left (`taux_sans_contours`
/// when it has nothing else). Notices: `iris_sans_contours` and those of join_census.
void join_census_by_commune(const CensusSpec& spec, census::AreaTable& communes, Notices& notices);

/// INSEE's values by QPV (DEMO, REVN, IPRO, legal population). Rows that are not a QPV ("Ensemble")
/// are left. `variable` is the column as published, upper case, without its year; `table` which of
/// INSEE's tables it is of. Missing values are kept, with their
/// reason.
std::vector<census::OfficialValue> read_official(const CensusSpec& spec, Notices& notices);

}  // namespace lisiere::io
