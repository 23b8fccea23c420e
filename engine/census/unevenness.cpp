// SPDX-License-Identifier: Apache-2.0
#include "engine/census/unevenness.hpp"

#include <cmath>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere::census {
namespace {

/// Between the side of a square (1) and its diagonal (1.41): those at a corner are not beside.
constexpr double reach = 1.25;

}  // namespace

Neighbours neighbours(std::span<const geo::MultiPolygon> areas) {
    std::vector<geo::Point> centres;
    std::vector<double> half_reach;
    std::vector<geo::Box> boxes;
    for (const geo::MultiPolygon& area : areas) {
        const bool drawn = !area.empty();
        centres.push_back(drawn ? geo::centroid(area) : geo::Point{});
        half_reach.push_back(drawn ? reach * std::sqrt(geo::area(area).value()) / 2 : 0);
        const geo::Point& c = centres.back();
        // Two such boxes meet wherever the centres are near enough, and at some corners more.
        boxes.push_back(geo::Box{c.x, c.y, c.x, c.y}.grown(half_reach.back()));
    }
    const geo::BoxIndex index(boxes);
    Neighbours result;
    std::vector<std::uint32_t> near;
    for (std::uint32_t a = 0; a < areas.size(); ++a) {
        if (half_reach[a] > 0) {
            index.query(boxes[a], near);
            for (const std::uint32_t b : near)
                if (b != a && half_reach[b] > 0 &&
                    geo::distance(centres[a], centres[b]) <= half_reach[a] + half_reach[b])
                    result.beside.push_back(b);
        }
        result.first.push_back(static_cast<std::uint32_t>(result.beside.size()));
    }
    return result;
}

std::optional<double> relative_variance(const Neighbours& neighbours,
                                        std::span<const Maybe<double>> counts,
                                        std::span<const double> measure) {
    LISIERE_EXPECTS(counts.size() == neighbours.areas() && measure.size() == counts.size());
    double total = 0;
    double weight = 0;
    for (std::size_t s = 0; s < counts.size(); ++s) {
        if (!counts[s] || measure[s] <= 0 || *counts[s] <= 0) continue;
        double count = 0;
        double size = 0;
        double k = 0;
        for (const std::uint32_t n : neighbours.row(s)) {
            if (!counts[n] || measure[n] <= 0) continue;
            count += *counts[n];
            size += measure[n];
            ++k;
        }
        if (k == 0) continue;
        const double own = *counts[s] / measure[s];
        const double guess = count / size;
        const double difference = (own - guess) / ((own + guess) / 2);
        total += *counts[s] * difference * difference / (1 + 1 / k);
        weight += *counts[s];
    }
    if (weight <= 0) return std::nullopt;
    return total / weight;
}

std::optional<double> rate_variance(const Neighbours& neighbours,
                                    std::span<const Maybe<double>> numerators,
                                    std::span<const Maybe<double>> denominators) {
    LISIERE_EXPECTS(numerators.size() == neighbours.areas() &&
                    denominators.size() == numerators.size());
    const auto known = [&](std::size_t s) {
        return numerators[s] && denominators[s] && *denominators[s] > 0;
    };
    double total = 0;
    double weight = 0;
    for (std::size_t s = 0; s < numerators.size(); ++s) {
        if (!known(s)) continue;
        double above = 0;
        double below = 0;
        double k = 0;
        for (const std::uint32_t n : neighbours.row(s)) {
            if (!known(n)) continue;
            above += *numerators[n];
            below += *denominators[n];
            ++k;
        }
        if (k == 0) continue;
        const double difference = *numerators[s] / *denominators[s] - above / below;
        total += *denominators[s] * difference * difference / (1 + 1 / k);
        weight += *denominators[s];
    }
    if (weight <= 0) return std::nullopt;
    return total / weight;
}

}  // namespace lisiere::census
