// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/error.hpp"

namespace lisiere::enclavement {

namespace {

Correlation of_pair(const Index& index, std::size_t a, std::size_t b,
                    std::span<const double> people) {
    const std::vector<Maybe<double>>& x = index.measures[a].percentiles;
    const std::vector<Maybe<double>>& y = index.measures[b].percentiles;
    double weight = 0;
    double sum_x = 0;
    double sum_y = 0;
    for (std::size_t c = 0; c < people.size(); ++c) {
        if (!x[c] || !y[c]) continue;
        weight += people[c];
        sum_x += people[c] * *x[c];
        sum_y += people[c] * *y[c];
    }
    Correlation found{a, b, Absence::non_disponible, 0};
    if (weight <= 0) return found;
    found.residents = weight / std::accumulate(people.begin(), people.end(), 0.0);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (std::size_t c = 0; c < people.size(); ++c) {
        if (!x[c] || !y[c]) continue;
        const double dx = *x[c] - sum_x / weight;
        const double dy = *y[c] - sum_y / weight;
        xx += people[c] * dx * dx;
        yy += people[c] * dy * dy;
        xy += people[c] * dx * dy;
    }
    constexpr double none = 1e-9;  // square percentile points a resident: rounding, no spread
    if (xx <= none * weight || yy <= none * weight)
        found.spearman = Absence::sans_objet;
    else
        found.spearman = std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
    return found;
}

}  // namespace

std::vector<Correlation> correlations(const Index& index, std::span<const double> people) {
    std::vector<Correlation> all;
    for (std::size_t a = 0; a < index.measures.size(); ++a)
        for (std::size_t b = a + 1; b < index.measures.size(); ++b) {
            LISIERE_EXPECTS(index.measures[a].percentiles.size() == people.size());
            all.push_back(of_pair(index, a, b, people));
        }
    return all;
}

}  // namespace lisiere::enclavement
