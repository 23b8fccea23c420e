// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/layers/perimeter_list.hpp"

namespace lisiere::io {

/// Joins a list with the perimeters already read, and adds those it alone names.
/// - A row joins a perimeter by code; without one, by kind, a commune in common and a comparable
/// name or alias: exactly one, or none. A name alone never joins anything; neither does the same
/// name under another status (Saint-Waast is partly a QPV, partly veille active: two).
/// - A joined perimeter keeps its code, name, statut and outline; it gains the list's communes,
/// aliases (the list's spelling among them), codes, programmes, reference and remark.
/// - Sub-sectors go to the perimeter of their code, else of their parent's name in a commune in
/// common.
/// Notices: `liste_jointe` (info), `rapprochement_ambigu` (with the candidates; the row stays a
/// quarter of its own), `alias_ambigu` (an alias that is another quarter's name in the same
/// commune joins nothing), `noms_homonymes` (info), `sous_secteur_orphelin`, `zones_ignorees` (an
/// outline read from a file wins over areas), `perimetre_sans_contour` (info).
void join_list(PerimeterList list, const CommuneNames& communes, std::vector<Perimeter>& perimeters,
               Notices& notices);

}  // namespace lisiere::io
