// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// What a CSV list of a perimeter's parts designates them in.
struct DesignatedAreas {
    const census::AreaTable* iris = nullptr;
    std::span<const Commune> communes;
};

/// Perimeters of all the declared files, in order. Both official generations by their field names
/// or by `champs`; kind from the declaration or row by row from `champ_genre`; CSV lists of IRIS or
/// communes (`par`), united.
/// - `id`: the official code; else the code the file gives; else `<prefix>-<commune or x>-<slug of
/// the name>`,
///   prefix VA (veille active), QP, QV or CO. Names alone never tie anything: they are homonyms.
/// - InputError: codes or ids that come twice (with rows), geometry beyond repair, a QPV without
/// code, a
///   perimeter without code nor name, a list that names an unknown area.
/// - Notices: `code_invalide` (a QPV code that is not official; erreur when its statut is officiel,
/// else
///   avertissement), `geometrie_reparee`, `perimetres_superposes`, `generations_melangees`,
///   `zones_par_nom`.
IndexedVector<PerimeterIdx, Perimeter> read_perimeters(const std::vector<PerimeterSpec>& specs,
                                                       const ReadContext& context,
                                                       const DesignatedAreas& areas,
                                                       Notices& notices);

/// "Rives de l'Escaut" → "rives-de-l-escaut": ASCII, accents taken off.
std::string slug(std::string_view name);
/// "Lourches,  Denain" → two names; separators: comma, semicolon, slash.
std::vector<std::string> split_list(std::string_view text);

}  // namespace lisiere::io
