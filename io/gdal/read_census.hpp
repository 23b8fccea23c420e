// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Adds the columns of a table by IRIS or by commune (base-ic-*, Filosofi, CAF) to the areas with
/// the same code. Counts and rates are told apart by geodata/schemas/recensement.toml; secret and
/// missing markers stay missing with their reason; an area without a row is `hors couverture`. A
/// column already there (same name) is replaced. InputError: codes in double, no code in common
/// (the message shows one of each side). Notices: `zone_sans_recensement`, `recensement_sans_zone`
/// (info: national tables hold the whole country), `secret_statistique`, and those of read_table.
void join_census(const CensusSpec& spec, census::AreaTable& table, Notices& notices);

/// INSEE's values by QPV (DEMO, REVN, IPRO, legal population). Rows that are not a QPV ("Ensemble")
/// are left. `variable` is the column as published, upper case. Missing values are kept, with their
/// reason.
std::vector<census::OfficialValue> read_official(const CensusSpec& spec, Notices& notices);

}  // namespace lisiere::io
