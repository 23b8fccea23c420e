// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "engine/access/street_times.hpp"

namespace lisiere::access {

/// Minutes from every cell to the `rank`-th nearest facility of every category on the streets of a
/// mode, [category][cell]; places apart even when they stand together. `sans_objet` when the run
/// has fewer, `au_dela` when fewer are within the limit, `non_rattache` for cells off the streets,
/// `non_disponible` for a category without facility. Same bytes with any number of threads. Cost:
/// one search of the streets a category, as far as the mode's limit, whatever the number of cells.
std::vector<std::vector<Maybe<double>>> nth_nearest_times(
    const StreetMode& mode, const IndexedVector<CategoryIdx, CategorySites>& categories,
    std::size_t rank, Threads threads, std::string_view step, const Progress& progress = {});

}  // namespace lisiere::access
