// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/core/notice.hpp"
#include "engine/territory/lineage.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Perimeters of the generation before ([[filiation]]) that meet the window of the context:
/// official quartiers prioritaires, read and checked as the current ones (see read_perimeters.hpp).
std::vector<Perimeter> read_former(const std::vector<LineageSpec>& specs,
                                   const ReadContext& context, Notices& notices);

/// The published passage tables of [[filiation]] (`passage`), in order. Words of `statut` are
/// understood by geodata/reference/filiation.csv, accents and case aside; others stay as written:
/// notice `statut_de_passage_inconnu`. InputError: a reference line with an unknown class.
std::vector<PublishedPassage> read_passages(const std::vector<LineageSpec>& specs,
                                            Notices& notices);

}  // namespace lisiere::io
