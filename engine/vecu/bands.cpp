// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/bands.hpp"

#include "engine/census/overlap.hpp"
#include "engine/core/error.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::vecu {

namespace {

constexpr int chords = 64;  // error at most distance × (1 - cos(π / 256)) = 7.5e-5 × distance

}  // namespace

std::vector<Band> bands(std::span<const geo::MultiPolygon> perimeters,
                        std::span<const double> distances_m, const census::Population& population,
                        Threads threads) {
    for (const double distance : distances_m) LISIERE_EXPECTS(distance > 0);
    const std::size_t count = distances_m.size();
    std::vector<geo::MultiPolygon> grown(perimeters.size() * count);
    std::vector<Band> result(grown.size());
    for_each_chunk(grown.size(), 1, threads, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t p = i / count;
            const double distance = distances_m[i % count];
            grown[i] = geo::buffer(perimeters[p], Metres{distance}, chords);
            result[i] = {p, distance, geo::difference(grown[i], perimeters[p]), 0};
        }
    });
    if (!perimeters.empty()) {
        const geo::MultiPolygon all = geo::union_of(perimeters);
        for (std::size_t d = 0; d < count; ++d) {
            std::vector<geo::MultiPolygon> same;
            for (std::size_t p = 0; p < perimeters.size(); ++p)
                same.push_back(std::move(grown[p * count + d]));
            result.push_back(
                {std::nullopt, distances_m[d], geo::difference(geo::union_of(same), all), 0});
        }
    }
    std::vector<geo::MultiPolygon> sources;
    for (const census::Cell& cell : population.cells) sources.push_back(cell.shape);
    std::vector<geo::MultiPolygon> targets;
    for (const Band& band : result) targets.push_back(band.shape);
    const census::OverlapMatrix shared = census::overlap(sources, targets, threads);
    for (std::size_t i = 0; i < result.size(); ++i)
        for (const census::OverlapMatrix::Entry& entry : shared.row(i))
            result[i].people +=
                population.cells[census::CellIdx{entry.source}].people * entry.share;
    return result;
}

}  // namespace lisiere::vecu
