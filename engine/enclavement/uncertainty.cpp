// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/core/error.hpp"
#include "engine/enclavement/drawn_index.hpp"

namespace lisiere::enclavement {
namespace {

template <class T>
T nearest_rank(std::vector<T> values, double q) {
    std::sort(values.begin(), values.end());
    const auto rank =
        static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size()) - 1e-9));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

/// The least hundredth of a point v such that residents with an index of at most v are `share` of
/// all.
double threshold(std::span<const double> index, std::span<const double> people, double share) {
    std::vector<double> bins(10001, 0.0);
    double all = 0;
    for (std::size_t c = 0; c < index.size(); ++c) {
        if (std::isnan(index[c])) continue;
        bins[static_cast<std::size_t>(std::clamp(std::floor(index[c] * 100), 0.0, 10000.0))] +=
            people[c];
        all += people[c];
    }
    double below = 0;
    for (std::size_t bin = 0; bin < bins.size(); ++bin) {
        below += bins[bin];
        if (below >= share * all) return static_cast<double>(bin) / 100;
    }
    return 100;
}

/// How often each group is among the most enclosed residents of the study area.
void count_most_enclosed(Index& index, const Uncertainty& found, const UncertaintyInputs& in,
                         const Choices& choices, const CellScores& scores,
                         const std::vector<Setting>& settings_drawn, const IndexSettings& settings,
                         Threads threads, const Progress& progress) {
    std::vector<double> limits(settings_drawn.size());
    for_each_chunk(
        limits.size(), 8, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            std::vector<double> of_cells(in.people.size());
            for (std::size_t d = begin; d < end; ++d) {
                const Setting& setting = settings_drawn[d];
                for (std::size_t c = 0; c < of_cells.size(); ++c)
                    of_cells[c] = index_of_cell(scores, c, choices, setting);
                limits[d] = threshold(of_cells, in.people, 1 - settings.most_enclosed_share);
            }
        },
        [&](double done) { report(progress, "enclavement: plus enclavés", done); });
    for (std::size_t o = 0; o < found.groups.size(); ++o) {
        double most = 0;
        for (std::size_t d = 0; d < limits.size(); ++d)
            most += found.indices[o].values[d] >= limits[d] ? 1 : 0;
        index.groups[found.groups[o]].most_enclosed = most / static_cast<double>(limits.size());
    }
}

}  // namespace

std::string variant_id(const std::string& measure, const std::string& threshold) {
    return measure + "@" + threshold;
}

Uncertainty uncertainty(Index& index, const UncertaintyInputs& in, const IndexSettings& settings,
                        Threads threads, const Progress& progress) {
    LISIERE_EXPECTS(settings.draws > 0 && in.groups.size() == index.groups.size());
    const Choices choices(index, in, settings.least_components);
    Uncertainty found;
    found.factors = choices.factors();
    for (std::size_t g = 0; g < index.groups.size(); ++g)
        if (index.groups[g].index) found.groups.push_back(g);
    if (found.groups.empty()) return found;

    const CellScores scores(choices, in.people.size());
    std::vector<std::vector<Alike>> groups;
    for (const std::size_t g : found.groups) groups.push_back(alike(in.groups[g], choices, scores));
    SobolDesign design;
    design.widths = choices.widths();
    design.seed = settings.seed;
    design.draws = static_cast<std::size_t>(settings.draws);
    found.draws = design.draws;
    const std::size_t count = groups.size();
    std::vector<OutputSensitivity> outputs = sobol_indices(
        design, 2 * count + 1,
        [&](std::span<const double> uniforms, std::span<double> y) {
            const Setting setting = choices.setting(uniforms);
            std::vector<Maybe<double>> indices;
            for (std::size_t o = 0; o < count; ++o) {
                y[o] = index_of_group(groups[o], choices, setting);
                // Nothing is left to go by: as published.
                if (std::isnan(y[o])) y[o] = *index.groups[found.groups[o]].index;
                indices.emplace_back(y[o]);
            }
            const std::vector<std::optional<int>> ranked = ranks_among(indices);
            y[2 * count] = 0;
            for (std::size_t o = 0; o < count; ++o) {
                y[count + o] = *ranked[o];
                y[2 * count] += std::abs(*ranked[o] - *index.groups[found.groups[o]].rank) /
                                static_cast<double>(count);
            }
        },
        threads, progress);
    for (std::size_t o = 0; o < count; ++o) {
        GroupIndex& group = index.groups[found.groups[o]];
        group.low = nearest_rank(outputs[o].values, 0.05);
        group.high = nearest_rank(outputs[o].values, 0.95);
        group.rank_low = static_cast<int>(nearest_rank(outputs[count + o].values, 0.05));
        group.rank_high = static_cast<int>(nearest_rank(outputs[count + o].values, 0.95));
    }
    found.shift = std::move(outputs.back());
    outputs.pop_back();
    found.ranks.assign(std::make_move_iterator(outputs.begin() + static_cast<long>(count)),
                       std::make_move_iterator(outputs.end()));
    outputs.resize(count);
    found.indices = std::move(outputs);

    std::vector<Setting> drawn;
    const std::size_t most_draws = 1000;
    for (const std::vector<double>& row : first_sample(design, std::min(most_draws, design.draws)))
        drawn.push_back(choices.setting(row));
    count_most_enclosed(index, found, in, choices, scores, drawn, settings, threads, progress);
    return found;
}

}  // namespace lisiere::enclavement
