// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/served_steps.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lisiere::io {

void ServedSteps::add(std::string_view step, bool was_taken) {
    const auto taken_at = std::find(taken.begin(), taken.end(), step);
    if (std::find(computed.begin(), computed.end(), step) != computed.end()) return;
    if (was_taken) {
        if (taken_at == taken.end()) taken.emplace_back(step);
        return;
    }
    if (taken_at != taken.end()) taken.erase(taken_at);
    computed.emplace_back(step);
}

std::vector<std::string> in_words(const ServedSteps& steps) {
    std::vector<std::string> sentences;
    if (!steps.computed.empty())
        sentences.push_back(
            fmt::format("Étapes recalculées : {}.", fmt::join(steps.computed, ", ")));
    if (!steps.taken.empty())
        sentences.push_back(
            fmt::format("Étapes reprises d'un calcul d'avant : {}.", fmt::join(steps.taken, ", ")));
    return sentences;
}

}  // namespace lisiere::io
