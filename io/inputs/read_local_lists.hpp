// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/projector.hpp"
#include "io/reference/categories.hpp"
#include "io/reference/person_names.hpp"

namespace lisiere::io {

/// `[[listes_locales]]`: which facilities local actors count in the quartier vécu of each quarter,
/// each recognised among `in.facilities` (see vecu::match_places). Places come from lon and lat,
/// else from the address, looked for in the declared bases (`[[adresses]]`). Notices:
/// `liste_quartier_inconnu` (no quarter, or several, of that name: the line is left out),
/// `liste_categorie_inconnue` (taken as not given), `liste_sans_lieu` (neither coordinates nor a
/// found address: by identifier or name only), `liste_non_reconnue` (no facility of the run). Names
/// of persons serve to recognise places and are in neither the result nor a notice.
std::vector<vecu::ListedPlace> read_local_lists(const RunConfig& config, const Inputs& in,
                                                const Categories& categories,
                                                const PersonNames& persons,
                                                const Projector& project, Notices& notices);

}  // namespace lisiere::io
