// SPDX-License-Identifier: Apache-2.0
// Areal interpolation. Peers for the layers of Paris: tobler, GeoPandas, sf, PostGIS (see the
// figures in engine/census/README.md); a plain loop over GEOS intersections stands beside it here.
#include <benchmark/benchmark.h>

#include <random>

#include "engine/census/apportion.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/spatial_index.hpp"
#include "tests/bench/overlay_layers.hpp"
#include "tests/support/real_layers.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using bench::areas;
using bench::grid;
using geo::MultiPolygon;
using geo::Point;

namespace {

struct Paris {
    std::vector<MultiPolygon> iris;
    std::vector<MultiPolygon> stations;
};

const Paris& paris() {
    static const Paris layers = [] {
        if (!std::filesystem::exists(test::real_data() / "oracles")) return Paris{};
        return Paris{test::real_layer("oracles/ParisIris.gpkg", "DCOMIRIS").shapes,
                     test::real_layer("oracles/ParisPollingStations2012.gpkg", "ID").shapes};
    }();
    return layers;
}

bool skip(benchmark::State& state) {
    if (!paris().iris.empty()) return false;
    state.SkipWithError("real data absent (LISIERE_REAL_DATA)");
    return true;
}

CountColumn people(std::size_t size) {
    CountColumn column{Variable{"IND", "ind", "", 2019, "grid"}, {}};
    for (std::size_t i = 0; i < size; ++i) column.values.emplace_back(static_cast<double>(i % 97));
    return column;
}

void paris_overlap(benchmark::State& state) {
    if (skip(state)) return;
    OverlapMatrix matrix;
    for (auto _ : state)
        matrix = overlap(paris().iris, paris().stations, {static_cast<unsigned>(state.range(0))});
    state.counters["pairs"] = static_cast<double>(matrix.entries.size());
}
BENCHMARK(paris_overlap)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void paris_bare_geos(benchmark::State& state) {
    if (skip(state)) return;
    std::vector<geo::Box> boxes;
    for (const MultiPolygon& shape : paris().iris) boxes.push_back(geo::bounds(shape));
    double total = 0;
    for (auto _ : state) {
        const geo::BoxIndex index(boxes);
        std::vector<std::uint32_t> near;
        for (const MultiPolygon& station : paris().stations) {
            index.query(geo::bounds(station), near);
            for (const std::uint32_t i : near)
                total += geo::intersection_area(paris().iris[i], station).value();
        }
    }
    benchmark::DoNotOptimize(total);
}
BENCHMARK(paris_bare_geos)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Scale k: k × 1,300 areas, k × 40,000 cells.
void areas_by_cells(benchmark::State& state) {
    const auto scale = static_cast<double>(state.range(0));
    const int side = static_cast<int>(std::lround(200 * std::sqrt(scale)));
    const std::vector<MultiPolygon> targets =
        areas(static_cast<std::size_t>(1300 * scale), 200.0 * side);
    const std::vector<MultiPolygon> cells = grid(side);
    OverlapMatrix matrix;
    for (auto _ : state) matrix = overlap(cells, targets, {static_cast<unsigned>(state.range(1))});
    double given = 0;
    for (const OverlapMatrix::Entry& entry : matrix.entries) given += entry.share;
    state.counters["pairs"] = static_cast<double>(matrix.entries.size());
    state.counters["kept"] = given / static_cast<double>(cells.size());
}
BENCHMARK(areas_by_cells)
    ->ArgNames({"scale", "threads"})
    ->Args({1, 1})
    ->Args({1, 2})
    ->Args({4, 2})
    ->Args({16, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// Cells of another projection are not parallel to the axes.
void areas_by_turned_cells(benchmark::State& state) {
    const std::vector<MultiPolygon> targets = test::placed(areas(1300, 40000), 0.05, 0, 0);
    const std::vector<MultiPolygon> cells = test::placed(grid(200), 0.05, 0, 0);
    OverlapMatrix matrix;
    for (auto _ : state) matrix = overlap(cells, targets, {static_cast<unsigned>(state.range(0))});
    state.counters["pairs"] = static_cast<double>(matrix.entries.size());
}
BENCHMARK(areas_by_turned_cells)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void one_further_variable(benchmark::State& state) {
    const std::vector<MultiPolygon> targets = areas(1300, 40000);
    const std::vector<MultiPolygon> cells = grid(200);
    const Weights weights = area_weights(overlap(cells, targets, {2}));
    const CountColumn column = people(cells.size());
    for (auto _ : state) benchmark::DoNotOptimize(apportion(weights, column));
}
BENCHMARK(one_further_variable)->Unit(benchmark::kMillisecond);

/// 992 IRIS to 867 areas by 40,000 cells of about 60 m over Paris.
void paris_by_cells(benchmark::State& state) {
    if (skip(state)) return;
    geo::Box box;
    for (const MultiPolygon& shape : paris().iris) box.extend(geo::bounds(shape));
    const double width = box.width() / 250;
    const double height = box.height() / 160;
    Population population;
    for (int y = 0; y < 160; ++y)
        for (int x = 0; x < 250; ++x) {
            Cell cell;
            cell.shape = test::rectangle(box.min_x + x * width, box.min_y + y * height,
                                         box.min_x + (x + 1) * width, box.min_y + (y + 1) * height);
            cell.people = 1 + (x * 7 + y) % 50;
            population.cells.push_back(std::move(cell));
        }
    for (auto _ : state)
        benchmark::DoNotOptimize(dasymetric_weights(paris().iris, residences(population),
                                                    paris().stations,
                                                    {static_cast<unsigned>(state.range(0))}));
}
BENCHMARK(paris_by_cells)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
