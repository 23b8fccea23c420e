// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/decay.hpp"
#include "engine/access/ties.hpp"
#include "engine/core/maybe.hpp"
#include "engine/core/progress.hpp"

namespace lisiere::access {

/// Cumulative opportunities on foot: A_i = sum over places j of weight_j × f(t_ij), [decay][cell].
/// `places` and `weights` go together; untied places do not count. Places beyond `limit` do not
/// count: choose it where every decay is negligible. 0 is a value (nothing in reach);
/// `non_rattache` off the network; `non_disponible` without any place. Same bytes with any number
/// of threads (summed by ascending place). Cost: one bounded search a cell. Source: Hansen 1959
/// (from the literature, not re-read).
std::vector<std::vector<Maybe<double>>> opportunities_on_foot(
    const street::StreetGraph& graph, const CellTies& cells,
    std::span<const std::optional<street::Snap>> places, std::span<const double> weights,
    std::span<const Decay> decays, Minutes limit, Threads threads, const Progress& progress = {});

}  // namespace lisiere::access
