// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/surroundings.hpp"

#include <algorithm>
#include <numbers>

#include "engine/enclavement/segments.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::enclavement {

namespace {

/// Passes in the disc that are counted: along each barrier the first, then the next that is not
/// within `merge` of one counted before. As many as can lie so far apart on a line: one more street
/// never makes them fewer, as merging neighbours of neighbours would.
std::size_t passes_counted(const Crossings& crossings, std::span<const std::uint32_t> near,
                           const geo::Point& centre, double radius,
                           std::vector<std::uint32_t>& counted) {
    counted.clear();
    for (const std::uint32_t at : near) {
        const Pass& pass = crossings.passes[at];
        if (geo::distance(pass.at, centre) > radius) continue;
        const bool merges =
            std::any_of(counted.rbegin(), counted.rend(), [&](std::uint32_t before) {
                const Pass& other = crossings.passes[before];
                return other.barrier == pass.barrier &&
                       geo::distance(other.at, pass.at) <= crossings.merge.value();
            });
        if (!merges) counted.push_back(at);
    }
    return counted.size();
}

}  // namespace

std::vector<CellMeasure> surroundings(std::span<const geo::Point> places,
                                      const Crossings& crossings,
                                      const SurroundingsOptions& options, Threads threads,
                                      const Progress& progress) {
    std::vector<geo::LineString> lines;
    for (const Run& run : crossings.runs) lines.push_back(run.line);
    const SegmentIndex runs(lines);
    std::vector<geo::Point> points;
    for (const Pass& pass : crossings.passes) points.push_back(pass.at);
    const geo::BoxIndex point_index = index_of(points);

    std::vector<CellMeasure> measures{{"coupures_m_300", {}},
                                      {"coupures_km_km2_1000", {}},
                                      {"franchissements_km_1000", {}},
                                      {"sans_franchissement_m_500", {}}};
    for (CellMeasure& measure : measures) measure.values.resize(places.size());
    const double near = options.near.value();
    const double wide = options.wide.value();
    const double within = options.run_within.value();
    const double disc_km2 = std::numbers::pi * wide * wide / 1e6;

    for_each_chunk(
        places.size(), 256, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            std::vector<std::uint32_t> found;
            std::vector<std::uint32_t> counted;
            for (std::size_t i = begin; i < end; ++i) {
                const geo::Point& p = places[i];
                const geo::Box here{p.x, p.y, p.x, p.y};
                runs.query(here.grown(std::max({near, wide, within})), found);
                double near_m = 0;
                double wide_m = 0;
                double longest = -1;
                for (const std::uint32_t at : found) {
                    const Segment& segment = runs[at];
                    near_m += length_in_disc(segment.a, segment.b, p, near);
                    wide_m += length_in_disc(segment.a, segment.b, p, wide);
                    const double run_m = crossings.runs[RunIdx{segment.owner}].length_m;
                    if (run_m > longest && geo::project(p, segment.a, segment.b).distance <= within)
                        longest = run_m;
                }
                point_index.query(here.grown(wide), found);
                const std::size_t passed = passes_counted(crossings, found, p, wide, counted);
                measures[0].values[i] = near_m;
                measures[1].values[i] = wide_m / 1000 / disc_km2;
                if (wide_m >= options.least_barrier.value())
                    measures[2].values[i] = static_cast<double>(passed) / (wide_m / 1000);
                else
                    measures[2].values[i] = Absence::sans_objet;
                if (longest >= 0)
                    measures[3].values[i] = longest;
                else
                    measures[3].values[i] = Absence::sans_objet;
            }
        },
        [&](double done) { report(progress, "enclavement: coupures", done); });
    return measures;
}

}  // namespace lisiere::enclavement
