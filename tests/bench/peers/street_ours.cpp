// SPDX-License-Identifier: Apache-2.0
// street_ours FOLDER porto|SIDE: writes a street graph and questions about it as plain arrays, then
// answers them with Lisière, one thread. Run by street.sh beside the peers.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "engine/street/hierarchy.hpp"
#include "engine/street/ranked.hpp"
#include "engine/street/reach.hpp"
#include "io/osm/read_streets.hpp"
#include "tests/bench/streets.hpp"

namespace {
using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::bench;

constexpr int rounds = 5;

template <class T>
void write(const std::filesystem::path& file, const std::vector<T>& values) {
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(T)));
}

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Seconds of this process on a processor: a machine at work on other things changes them little.
double now() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Median of a few rounds, seconds; told with the sum of the answers, which peers must find too.
void tell(const std::string& graph, const char* job, const std::function<std::uint64_t()>& work) {
    std::vector<double> times;
    std::uint64_t answer = 0;
    for (int round = 0; round < rounds; ++round) {
        const double start = now();
        answer = work();
        times.push_back(now() - start);
    }
    std::sort(times.begin(), times.end());
    std::printf("%s;%s;lisiere;%.6f;%llu;%.0f\n", graph.c_str(), job, times[rounds / 2],
                static_cast<unsigned long long>(answer), peak_mb());
    std::fflush(stdout);
}

/// The same sum over one question in `share`, for peers that are asked no more.
void tell_part(const std::string& graph, const char* job, std::size_t share, std::uint64_t sum) {
    std::printf("%s;%s/%zu;part;0;%llu;\n", graph.c_str(), job, share,
                static_cast<unsigned long long>(sum));
}

std::vector<std::uint32_t> numbers(const std::vector<NodeIdx>& nodes) {
    std::vector<std::uint32_t> list;
    for (const NodeIdx n : nodes) list.push_back(n.value());
    return list;
}

/// Each once: igraph refuses a target that is named twice.
std::vector<NodeIdx> thousand_nodes(const StreetGraph& graph, std::uint32_t seed) {
    std::vector<NodeIdx> nodes = random_nodes(graph, 1100, seed);
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    nodes.resize(std::min<std::size_t>(nodes.size(), 1000));
    return nodes;
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "street_ours FOLDER porto|SIDE\n");
        return 2;
    }
    const std::filesystem::path folder = words[1];
    const std::string name = words[2];
    std::filesystem::create_directories(folder);
    const StreetGraph graph =
        name == "porto" ? io::read_streets(porto_file(), io::read_way_profile(), metres).graph
                        : grid(static_cast<std::uint32_t>(std::stoul(name)));

    std::vector<std::uint32_t> arcs;  // tail, head, milliseconds
    for (const NodeIdx n : indices<NodeIdx>(graph.node_count()))
        for (const Hop& hop : graph.hops()[n]) {
            arcs.push_back(n.value());
            arcs.push_back(hop.head.value());
            arcs.push_back(hop.cost);
        }
    write(folder / "arcs.u32", arcs);
    write(folder / "nodes.u32",
          std::vector<std::uint32_t>{static_cast<std::uint32_t>(graph.node_count()), bounded});
    const auto from = random_nodes(graph, origins, 7);
    write(folder / "origins.u32", numbers(from));
    const auto rows = thousand_nodes(graph, 21);
    const auto columns = thousand_nodes(graph, 22);
    write(folder / "rows.u32", numbers(rows));
    write(folder / "columns.u32", numbers(columns));
    const auto sites = sites_of_categories(graph);
    std::vector<std::uint32_t> flat;  // how many, then the nodes, category by category
    for (const auto& of_category : sites) {
        flat.push_back(static_cast<std::uint32_t>(of_category.size()));
        for (const NodeIdx n : of_category) flat.push_back(n.value());
    }
    write(folder / "sites.u32", flat);
    std::fprintf(stderr, "%s: %zu crossings, %zu arcs\n", name.c_str(), graph.node_count(),
                 graph.arc_count());

    // The sum of the times to all that is reached: whole milliseconds, the same for everybody.
    Reach reach(graph);
    const auto bounded_sum = [&](std::size_t share) {
        std::uint64_t sum = 0;
        for (std::size_t o = 0; o < from.size(); o += share) {
            const Seed seed[] = {{from[o], 0}};
            reach.run(seed, bounded);
            for (const NodeIdx reached : reach.reached()) sum += reach.cost(reached);
        }
        return sum;
    };
    tell(name, "bounded", [&] { return bounded_sum(1); });
    for (const std::size_t share : {20U, 40U, 100U})
        tell_part(name, "bounded", share, bounded_sum(share));
    std::vector<std::vector<Snap>> places;
    for (const auto& of_category : sites) {
        places.emplace_back();
        for (const NodeIdx n : of_category) places.back().push_back(at_crossing(graph, n));
    }
    tell(name, "nearest", [&] {
        std::uint64_t sum = 0;
        for (const auto& of_category : places)
            for (const Cost cost : nearest(graph, of_category, unreached - 1).cost)
                if (cost != unreached) sum += cost;
        return sum;
    });
    tell(name, "third", [&] {
        std::uint64_t sum = 0;
        for (const auto& of_category : places) {
            const Ranked found = ranked(graph, of_category, 3, unreached - 1);
            for (std::size_t n = 0; n < graph.node_count(); ++n)
                if (const std::uint64_t label = found.labels[3 * n + 2]; label != ~std::uint64_t{0})
                    sum += label >> 32U;
        }
        return sum;
    });
    if (graph.node_count() > 300'000) return 0;
    const double start = now();
    const Hierarchy hierarchy(graph);
    std::printf("%s;prepare;lisiere;%.6f;%zu;%.0f\n", name.c_str(), now() - start,
                hierarchy.arc_count(), peak_mb());
    std::vector<Snap> rows_at;
    std::vector<Snap> columns_at;
    for (const NodeIdx n : rows) rows_at.push_back(at_crossing(graph, n));
    for (const NodeIdx n : columns) columns_at.push_back(at_crossing(graph, n));
    const auto matrix_sum = [&](std::span<const Snap> asked) {
        std::uint64_t sum = 0;
        for (const Cost cost : hierarchy.matrix(asked, columns_at, unreached - 1, Threads{1}))
            if (cost != unreached) sum += cost;
        return sum;
    };
    tell(name, "matrix", [&] { return matrix_sum(rows_at); });
    std::vector<Snap> part;
    for (std::size_t i = 0; i < rows_at.size(); i += 20) part.push_back(rows_at[i]);
    tell_part(name, "matrix", 20, matrix_sum(part));
    return 0;
}
