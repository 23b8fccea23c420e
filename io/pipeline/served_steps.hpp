// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// Which steps of a run were taken from an earlier one and which were computed, each name once, in
/// the order in which they came. A step asked for several times (one layer after another) of which
/// one part was computed is computed. For whoever runs it, never written into an edition: its bytes
/// are the same with and without a cache.
struct ServedSteps {
    std::vector<std::string> taken;
    std::vector<std::string> computed;

    void add(std::string_view step, bool was_taken);
};

/// In French, a sentence each: "Étapes recalculées : …", "Étapes reprises d'un calcul d'avant : …";
/// none for a kind that has no step.
std::vector<std::string> in_words(const ServedSteps& steps);

}  // namespace lisiere::io
