// SPDX-License-Identifier: Apache-2.0
// Streets: reading Porto, bounded searches, nearest facility of 27 categories, tying points; on
// Porto's OSM file when the real data is there, and on a jittered grid made here, at three sizes
// for growth.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <numbers>
#include <random>

#include "engine/street/reach.hpp"
#include "engine/street/snap.hpp"
#include "io/osm/read_streets.hpp"

namespace {
using namespace lisiere;
using namespace lisiere::street;

/// 1,250 m at 4.8 km/h, in milliseconds.
constexpr Cost bounded = 1250U * 3600U * 10U / 48U;
constexpr std::size_t origins = 2000;
constexpr std::size_t categories = 27;

std::filesystem::path porto_file() {
    const char* folder = std::getenv("LISIERE_REAL_DATA");
    return (folder != nullptr ? std::filesystem::path(folder)
                              : std::filesystem::path(LISIERE_ROOT) / ".." / "shared" / "data") /
           "osm" / "porto_portugal.osm.pbf";
}

void metres(std::span<const geo::LonLat> from, std::span<geo::Point> to) {
    constexpr double degree = 111'319.49;
    const double shrink = std::cos(41.2 * std::numbers::pi / 180);
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = {from[i].lon * degree * shrink, from[i].lat * degree};
}

/// side × side crossings about 60 m apart, each moved by up to 15 m, one street in ten missing.
StreetGraph grid(std::uint32_t side) {
    std::mt19937 random(20240101);
    const auto draw = [&random] { return static_cast<double>(random() % 30001) / 1000 - 15; };
    WayTable table;
    table.vertices.reserve(std::size_t{side} * side);
    for (std::uint32_t y = 0; y < side; ++y)
        for (std::uint32_t x = 0; x < side; ++x) {
            const double east = 60.0 * x + draw();
            table.vertices.push_back({east, 60.0 * y + draw()});
        }
    const WayTraits street{.kind = "residential", .speed_kmh = 4.8};
    for (std::uint32_t y = 0; y < side; ++y)
        for (std::uint32_t x = 0; x < side; ++x) {
            const std::uint32_t v = y * side + x;
            const std::uint32_t right[] = {v, v + 1};
            const std::uint32_t up[] = {v, v + side};
            if (x + 1 < side && random() % 10 != 0) table.add_way(v, street, right);
            if (y + 1 < side && random() % 10 != 0) table.add_way(v, street, up);
        }
    return build_graph(table);
}

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

std::vector<NodeIdx> random_nodes(const StreetGraph& graph, std::size_t count, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<NodeIdx> nodes;
    while (nodes.size() < count)
        if (const NodeIdx n{random() % graph.node_count()}; graph.component(n) == 0)
            nodes.push_back(n);
    return nodes;
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

void nearest_of_27(benchmark::State& state) {
    const StreetGraph* graph = streets(state);
    if (graph == nullptr) return;
    // 27 random categories of 10 to 270 sites, at crossings.
    std::vector<std::vector<Snap>> sites(categories);
    for (std::size_t c = 0; c < categories; ++c)
        for (const NodeIdx n : random_nodes(*graph, 10 * (c + 1), static_cast<std::uint32_t>(c))) {
            const Arc arc = graph->arcs(n).front();
            const auto& edge = graph->edge(arc.edge);
            Snap site;
            site.edge = arc.edge;
            site.along_mm = edge.from == n ? 0 : edge.length_mm;
            sites[c].push_back(site);
        }
    for (auto _ : state)
        for (const auto& of_category : sites)
            benchmark::DoNotOptimize(nearest(*graph, of_category, unreached - 1).cost.size());
}
BENCHMARK(nearest_of_27)->Arg(0)->Arg(250)->Arg(500)->Arg(1000)->Unit(benchmark::kMillisecond);

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
