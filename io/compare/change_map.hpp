// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/table/table.hpp"
#include "io/compare/sentences.hpp"

namespace lisiere::io {

/// What small maps draw beneath what changed: barriers as lines (layer `coupures`); may be null.
struct MapBackground {
    const Table* barriers = nullptr;
};

/// A small map of one perimeter as inline SVG, north up, in the projected CRS: its outline (the
/// former one dashed where it was redrawn), its neighbours, barriers, facilities and stops that
/// opened, closed or moved around it, a scale bar. "" for one that nobody has drawn. Classes are
/// those of styles/rapport/comparaison.css. Lines are simplified to a third of a pixel.
std::string perimeter_map(const compare::Comparison& comparison, const Sentences& say,
                          std::size_t pair, const MapBackground& background);

/// All perimeters, each filled by what its changes are for the most: better, worse, both, only by
/// rank, none; those that came and went. `senses`: by perimeter, the numbers of figures for the
/// better and for the worse.
std::string overview_map(const compare::Comparison& comparison, const Sentences& say,
                         const std::vector<std::pair<int, int>>& senses,
                         const MapBackground& background);

}  // namespace lisiere::io
