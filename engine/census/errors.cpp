// SPDX-License-Identifier: Apache-2.0
#include "engine/census/errors.hpp"

#include <algorithm>
#include <cmath>

namespace lisiere::census {
namespace {

/// A weight that differs from 1 by less is that of a whole source.
constexpr double rounding = 1e-9;

/// w (1 - w), 0 for whole sources.
double cut_share(double weight) {
    return weight > 1 - rounding ? 0 : weight * (1 - weight);
}

/// What the residences cut by the target's rim add: their unevenness, or that of people who are all
/// on one side, when no residence has a neighbour.
double cut_residences(const Weights& weights, const Weights::Entry& entry) {
    return cut_share(entry.weight) > 0 ? weights.residence_variance.value_or(1) * entry.cut : 0;
}

}  // namespace

std::vector<Maybe<double>> count_errors(const Weights& weights, const Neighbours& neighbours,
                                        std::span<const Maybe<double>> counts) {
    LISIERE_EXPECTS(counts.size() == weights.sources);
    const auto variance = relative_variance(neighbours, counts, weights.measure);
    std::vector<Maybe<double>> errors;
    errors.reserve(weights.targets());
    for (std::size_t t = 0; t < weights.targets(); ++t) {
        double sum = 0;
        bool any = false;
        bool unknown = false;
        for (const Weights::Entry& entry : weights.row(t)) {
            const Maybe<double>& count = counts[entry.source];
            if (!count) continue;
            any = true;
            const double cut = cut_share(entry.weight);
            if (cut == 0 || *count <= 0) continue;
            unknown = unknown || !variance;
            sum +=
                *count * *count *
                (std::max(variance.value_or(0), 1 / *count) * cut + cut_residences(weights, entry));
        }
        errors.push_back(any && !unknown ? Maybe<double>(std::sqrt(sum)) : Maybe<double>());
    }
    return errors;
}

std::vector<Maybe<double>> rate_errors(const Weights& weights, const Neighbours& neighbours,
                                       std::span<const Maybe<double>> numerators,
                                       std::span<const Maybe<double>> denominators) {
    LISIERE_EXPECTS(numerators.size() == weights.sources && denominators.size() == weights.sources);
    const auto spread = rate_variance(neighbours, numerators, denominators);
    const auto variance = relative_variance(neighbours, denominators, weights.measure);
    const auto known = [&](const Weights::Entry& entry) {
        return numerators[entry.source] && denominators[entry.source] &&
               *denominators[entry.source] > 0;
    };
    std::vector<Maybe<double>> errors;
    errors.reserve(weights.targets());
    for (std::size_t t = 0; t < weights.targets(); ++t) {
        double above = 0;
        double below = 0;
        for (const Weights::Entry& entry : weights.row(t)) {
            if (!known(entry)) continue;
            above += entry.weight * *numerators[entry.source];
            below += entry.weight * *denominators[entry.source];
        }
        double sum = 0;
        bool unknown = below <= 0;
        for (const Weights::Entry& entry : weights.row(t)) {
            const double cut = cut_share(entry.weight);
            if (!known(entry) || cut == 0 || below <= 0) continue;
            unknown = unknown || !spread || !variance;
            const double size = *denominators[entry.source];
            const double rate = *numerators[entry.source] / size;
            const double least = rate > 0 && rate < 1 ? rate * (1 - rate) / size : 0;
            const double apart = (rate - above / below) * (rate - above / below);
            sum += size * size *
                   (cut * (std::max(spread.value_or(0), least) +
                           apart * std::max(variance.value_or(0), 1 / size)) +
                    apart * cut_residences(weights, entry));
        }
        errors.push_back(unknown ? Maybe<double>() : Maybe<double>(std::sqrt(sum) / below));
    }
    return errors;
}

}  // namespace lisiere::census
