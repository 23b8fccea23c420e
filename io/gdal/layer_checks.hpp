// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "engine/territory/perimeter.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// How a row is called in messages: its code, else "ligne 12".
using RowLabel = std::function<std::string(const RawRow& row)>;

/// What happens to a shape that a repair would change too much.
enum class Refusal {
    couche,  ///< the whole layer is refused: InputError
    ligne,   ///< the row is left out, with a notice of severity erreur
};

/// Makes every polygon valid (geo::repair). Notice `geometrie_reparee` with "code (before → after
/// m², reason)". A repair that changes the area by more than the tolerance, or leaves nothing:
/// notice `geometrie_refusee` (erreur), then `refusal`. A row without polygons counts as nothing
/// left. The change is |after − enclosed| / max(after, enclosed), where `enclosed` is what the
/// drawn line encloses by the even-odd rule: both wings of a bow-tie are kept and nothing is
/// changed; a line that runs over itself leaves a doubt, and that doubt is what the tolerance is
/// for. `before` in the sample is the shoelace area of the rings as drawn, where a wing drawn the
/// other way round counts negative.
void repair_shapes(RawLayer& layer, double tolerance, const RowLabel& label, Refusal refusal,
                   Notices& notices);

/// InputError that lists keys which come twice, with the rows they are on. Empty keys are not
/// compared.
void require_unique(const RawLayer& layer, std::size_t field, const std::string& what);

/// Perimeters of one kind and generation that share more than 1 m² and 1 % of the smaller one:
/// notice `perimetres_superposes` with both codes and the area.
void note_overlaps(const IndexedVector<PerimeterIdx, Perimeter>& perimeters, Notices& notices);

/// Codes that lost their leading zeros to a number column are given them back: `width` characters,
/// notice `zero_retabli` (info) with the count.
void restore_leading_zeros(RawLayer& layer, std::size_t field, std::size_t width, Notices& notices);

}  // namespace lisiere::io
