// SPDX-License-Identifier: Apache-2.0
// Streets: reading Porto, bounded searches, nearest facility of 27 categories, tying points; on
// Porto's OSM file when the real data is there, and on a jittered grid made here, at three sizes
// for growth.
#include <benchmark/benchmark.h>

#include <map>

#include "engine/street/hierarchy.hpp"
#include "engine/street/ranked.hpp"
#include "engine/street/reach.hpp"
#include "io/osm/read_streets.hpp"
#include "tests/bench/streets.hpp"

namespace {
using namespace lisiere;
using namespace lisiere::street;

using namespace lisiere::bench;

/// Made once each; side 0 is Porto.
const StreetGraph* streets(benchmark::State& state) {
    static std::map<std::int64_t, StreetGraph> made;
    const std::int64_t side = state.range(0);
    auto at = made.find(side);
    if (at == made.end()) {
        if (side == 0 && !std::filesystem::exists(porto_file())) {
            state.SkipWithError("real data not found");
            return nullptr;
        }
        at = made.emplace(side,
                          side == 0
                              ? io::read_streets(porto_file(), io::read_way_profile(), metres).graph
                              : grid(static_cast<std::uint32_t>(side)))
                 .first;
    }
    state.counters["nodes"] = static_cast<double>(at->second.node_count());
    state.counters["arcs"] = static_cast<double>(at->second.arc_count());
    return &at->second;
}

void read_porto(benchmark::State& state) {
    if (!std::filesystem::exists(porto_file())) {
        state.SkipWithError("real data not found");
        return;
    }
    const io::WayProfile profile = io::read_way_profile();
    for (auto _ : state)
        benchmark::DoNotOptimize(io::read_streets(porto_file(), profile, metres).graph.arc_count());
}
BENCHMARK(read_porto)->Unit(benchmark::kMillisecond)->UseRealTime();

void build_grid(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(grid(static_cast<std::uint32_t>(state.range(0))).arc_count());
}
BENCHMARK(build_grid)->Arg(250)->Arg(500)->Arg(1000)->Unit(benchmark::kMillisecond);

void bounded_search(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    const auto from = random_nodes(*graph, origins, 7);
    Reach reach(*graph);
    std::size_t reached = 0;
    for (auto _ : state) {
        reached = 0;
        for (const NodeIdx n : from) {
            const Seed seed[] = {{n, 0}};
            reach.run(seed, bounded);
            reached += reach.reached().size();
        }
    }
    state.counters["reached"] = static_cast<double>(reached) / origins;
    state.counters["per_origin"] = benchmark::Counter(
        origins, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(bounded_search)->Arg(0)->Arg(250)->Arg(500)->Arg(1000)->Unit(benchmark::kMillisecond);

void search_from_every_node(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    Reach reach(*graph);
    for (auto _ : state) {
        std::size_t reached = 0;
        for (const NodeIdx n : indices<NodeIdx>(graph->node_count())) {
            const Seed seed[] = {{n, 0}};
            reach.run(seed, bounded);
            reached += reach.reached().size();
        }
        benchmark::DoNotOptimize(reached);
    }
}
BENCHMARK(search_from_every_node)->Arg(0)->Unit(benchmark::kMillisecond);

std::vector<std::vector<Snap>> places_of_categories(const StreetGraph& graph) {
    std::vector<std::vector<Snap>> places;
    for (const auto& nodes : sites_of_categories(graph)) {
        places.emplace_back();
        for (const NodeIdx n : nodes) places.back().push_back(at_crossing(graph, n));
    }
    return places;
}

void nearest_of_27(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    const auto sites = places_of_categories(*graph);
    for (auto _ : state)
        for (const auto& of_category : sites)
            benchmark::DoNotOptimize(nearest(*graph, of_category, unreached - 1).cost.size());
}
BENCHMARK(nearest_of_27)->Arg(0)->Arg(250)->Arg(500)->Arg(1000)->Unit(benchmark::kMillisecond);

void third_nearest_of_27(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    const auto sites = places_of_categories(*graph);
    for (auto _ : state)
        for (const auto& of_category : sites)
            benchmark::DoNotOptimize(ranked(*graph, of_category, 3, unreached - 1).labels.size());
}
BENCHMARK(third_nearest_of_27)
    ->Arg(0)
    ->Arg(250)
    ->Arg(500)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond);

void prepare_hierarchy(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    for (auto _ : state) {
        const Hierarchy hierarchy(*graph);
        state.counters["hierarchy_arcs"] = static_cast<double>(hierarchy.arc_count());
    }
}
BENCHMARK(prepare_hierarchy)->Arg(0)->Arg(250)->Arg(500)->Unit(benchmark::kMillisecond);

/// 1,000 origins × 1,000 destinations.
void matrix(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    const Hierarchy hierarchy(*graph);
    std::vector<Snap> from;
    std::vector<Snap> to;
    for (const NodeIdx n : random_nodes(*graph, 1000, 21)) from.push_back(at_crossing(*graph, n));
    for (const NodeIdx n : random_nodes(*graph, 1000, 22)) to.push_back(at_crossing(*graph, n));
    for (auto _ : state)
        benchmark::DoNotOptimize(hierarchy.matrix(from, to, unreached - 1, Threads{1}).data());
}
BENCHMARK(matrix)->Arg(0)->Arg(250)->Arg(500)->Unit(benchmark::kMillisecond);

void read_porto_three_modes(benchmark::State& state) {
    if (!std::filesystem::exists(porto_file())) {
        state.SkipWithError("real data not found");
        return;
    }
    const io::WayProfile profile = io::read_way_profile();
    for (auto _ : state) {
        std::vector<ModeWays> modes;
        for (const Mode mode : all_modes) modes.push_back({mode, {}});
        Notices notices;
        io::append_ways(porto_file(), profile, metres, modes, notices);
        std::size_t arcs = 0;
        for (ModeWays& of : modes) {
            arcs += build_graph(of.table).arc_count();
            of.table = {};
        }
        benchmark::DoNotOptimize(arcs);
    }
}
BENCHMARK(read_porto_three_modes)->Unit(benchmark::kMillisecond)->UseRealTime();

void make_snapper(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    for (auto _ : state) benchmark::DoNotOptimize(Snapper(*graph).snap({0, 0}));
}
BENCHMARK(make_snapper)->Arg(0)->Arg(1000)->Unit(benchmark::kMillisecond);

void snap_points(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    const Snapper snapper(*graph);
    std::mt19937 random(5);
    std::vector<geo::Point> points;
    for (const NodeIdx n : random_nodes(*graph, 10'000, 3)) {
        const geo::Point p = graph->position(n);
        points.push_back(
            {p.x + static_cast<double>(random() % 100), p.y + static_cast<double>(random() % 100)});
    }
    for (auto _ : state)
        for (const geo::Point& p : points) benchmark::DoNotOptimize(snapper.snap(p));
    state.counters["per_point"] = benchmark::Counter(
        static_cast<double>(points.size()),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(snap_points)->Arg(0)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
