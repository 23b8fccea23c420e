// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/drawn_index.hpp"

#include <cmath>
#include <limits>
#include <map>

#include "engine/core/error.hpp"

namespace lisiere::enclavement {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// The index of one or more residents who have the same known measures. `score`: of an alternative,
/// `unknown` where it is.
template <class Score>
double index_under(const Choices& choices, const Setting& setting, const Score& score) {
    constexpr std::size_t most = 16;
    LISIERE_EXPECTS(choices.components() <= most);
    double sums[most] = {};
    double weights[most] = {};
    for (std::size_t s = 0; s < choices.slots().size(); ++s) {
        if (s == setting.omitted) continue;
        const Slot& slot = choices.slots()[s];
        const double value = score(setting.alternatives[s]);
        if (std::isnan(value)) continue;
        sums[slot.component] += slot.weight * value;
        weights[slot.component] += slot.weight;
    }
    double sum = 0;
    double weight = 0;
    std::size_t known = 0;
    for (std::size_t k = 0; k < choices.components(); ++k) {
        if (weights[k] <= 0) continue;
        sum += setting.weights[k] * sums[k] / weights[k];
        weight += setting.weights[k];
        ++known;
    }
    return known >= choices.least_components() && weight > 0 ? sum / weight : unknown;
}

}  // namespace

CellScores::CellScores(const Choices& choices, std::size_t cells)
    : cells_(cells), choices_(choices) {
    for (const Alternative& alternative : choices.alternatives()) {
        const Scaling by(*alternative.reference, choices.range_share());
        for (std::size_t n = 0; n < choices.scalings(); ++n)
            for (std::size_t c = 0; c < cells; ++c)
                scores_.push_back(alternative.keys[c] ? choices.score(n, by, *alternative.keys[c])
                                                      : unknown);
    }
}

std::vector<Alike> alike(const access::CellGroup& group, const Choices& choices,
                         const CellScores& scores) {
    std::map<std::vector<bool>, Alike> by_known;
    const std::size_t alternatives = choices.alternatives().size();
    for (const access::CellWeight& cell : group.cells) {
        std::vector<bool> known;
        for (std::size_t a = 0; a < alternatives; ++a)
            known.push_back(!std::isnan(scores(a, 0, cell.cell.value())));
        Alike& those = by_known[known];
        those.means.resize(alternatives * choices.scalings());
        those.people += cell.people;
        for (std::size_t a = 0; a < alternatives; ++a)
            for (std::size_t n = 0; n < choices.scalings(); ++n)
                those.means[a * choices.scalings() + n] +=
                    cell.people * scores(a, n, cell.cell.value());
    }
    std::vector<Alike> result;
    for (auto& [known, those] : by_known) {
        for (double& mean : those.means) mean /= those.people;
        result.push_back(std::move(those));
    }
    return result;
}

double index_of_cell(const CellScores& scores, std::size_t cell, const Choices& choices,
                     const Setting& setting) {
    return index_under(choices, setting, [&](std::size_t alternative) {
        return scores(alternative, setting.scaling, cell);
    });
}

double index_of_group(const std::vector<Alike>& group, const Choices& choices,
                      const Setting& setting) {
    double sum = 0;
    double people = 0;
    for (const Alike& those : group) {
        const double index = index_under(choices, setting, [&](std::size_t alternative) {
            return those.means[alternative * choices.scalings() + setting.scaling];
        });
        if (std::isnan(index)) continue;
        sum += those.people * index;
        people += those.people;
    }
    return people > 0 ? sum / people : unknown;
}

}  // namespace lisiere::enclavement
