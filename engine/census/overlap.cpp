// SPDX-License-Identifier: Apache-2.0
#include "engine/census/overlap.hpp"

#include <cmath>

#include "engine/geo/shared_area.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere::census {
namespace {

/// Targets a chunk: small, because one commune costs as much as a hundred cells.
constexpr std::size_t targets_a_chunk = 8;
/// A source whose shared area differs from its own by rounding only lies wholly inside.
constexpr double rounding = 1e-12;

}  // namespace

OverlapMatrix overlap(std::span<const geo::MultiPolygon> sources,
                      std::span<const geo::MultiPolygon> targets, Threads threads,
                      const std::function<void(double)>& progress) {
    const geo::ShapeEdges of_sources(sources);
    const geo::ShapeEdges of_targets(targets);
    OverlapMatrix matrix;
    matrix.sources = sources.size();
    std::vector<geo::Box> boxes;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        matrix.source_area.push_back(of_sources.area(s));
        boxes.push_back(of_sources.box(s));
    }
    for (std::size_t t = 0; t < targets.size(); ++t)
        matrix.target_area.push_back(of_targets.area(t));
    const geo::BoxIndex index(boxes);

    struct Worker {
        std::vector<std::uint32_t> near;
        geo::ShapeEdges::Scratch scratch;
    };
    std::vector<Worker> workers(threads.count);
    std::vector<std::vector<OverlapMatrix::Entry>> rows(targets.size());
    for_each_chunk(
        targets.size(), targets_a_chunk, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            auto& [near, scratch] = workers[worker];
            for (std::size_t t = begin; t < end; ++t) {
                index.query(of_targets.box(t), near);
                for (const std::uint32_t s : near) {
                    double area = shared_area(of_targets, t, of_sources, s, scratch);
                    if (area <= 0) continue;
                    const double whole = matrix.source_area[s];
                    if (std::abs(area - whole) <= rounding * whole) area = whole;
                    rows[t].push_back({s, area, area / whole});
                }
            }
        },
        progress);

    matrix.first.reserve(targets.size() + 1);
    matrix.first.push_back(0);
    for (const auto& row : rows) {
        matrix.entries.insert(matrix.entries.end(), row.begin(), row.end());
        matrix.first.push_back(static_cast<std::uint32_t>(matrix.entries.size()));
    }
    return matrix;
}

}  // namespace lisiere::census
