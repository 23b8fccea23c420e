// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/layers/perimeter_list.hpp"

namespace lisiere::io {

/// Perimeters of all the declared files, in order, those of joining lists (`par = "liste"`) last.
/// Both official generations by their field names or by `champs`; kind from the declaration or row
/// by row from `champ_genre`; CSV lists (see perimeter_list.hpp, join_list.hpp).
/// - `id`: the official code; else the code the file gives; else `<prefix>-<commune or x>-<slug of
/// the name>`, prefix VA (veille active), QP, QV or CO.
/// - A quarter that a list names without designating any area has no shape.
/// - InputError: codes or ids that come twice (with rows), geometry beyond repair, a QPV without
/// code, a perimeter without code nor name, a list that names an unknown area.
/// - Notices: `geometrie_reparee`, `perimetres_superposes`, `perimetre_sans_contour`, those of the
/// codes (perimeter_codes.hpp) and of the lists.
IndexedVector<PerimeterIdx, Perimeter> read_perimeters(const std::vector<PerimeterSpec>& specs,
                                                       const ReadContext& context,
                                                       const DesignatedAreas& areas,
                                                       Notices& notices);

}  // namespace lisiere::io
