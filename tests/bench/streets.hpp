// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <numbers>
#include <random>
#include <span>
#include <vector>

#include "engine/street/build.hpp"
#include "engine/street/snap.hpp"

/// The streets and places that the benchmarks and their peers share.
namespace lisiere::bench {

/// 1,250 m at 4.8 km/h, in milliseconds.
inline constexpr street::Cost bounded = 1250U * 3600U * 10U / 48U;
inline constexpr std::size_t origins = 2000;
inline constexpr std::size_t categories = 27;

inline std::filesystem::path porto_file() {
    const char* folder = std::getenv("LISIERE_REAL_DATA");
    return (folder != nullptr ? std::filesystem::path(folder)
                              : std::filesystem::path(LISIERE_ROOT) / ".." / "shared" / "data") /
           "osm" / "porto_portugal.osm.pbf";
}

inline void metres(std::span<const geo::LonLat> from, std::span<geo::Point> to) {
    constexpr double degree = 111'319.49;
    const double shrink = std::cos(41.2 * std::numbers::pi / 180);
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = {from[i].lon * degree * shrink, from[i].lat * degree};
}

/// side × side crossings about 60 m apart, each moved by up to 15 m, one street in ten missing.
inline street::StreetGraph grid(std::uint32_t side) {
    std::mt19937 random(20240101);
    const auto draw = [&random] { return static_cast<double>(random() % 30001) / 1000 - 15; };
    street::WayTable table;
    table.vertices.reserve(std::size_t{side} * side);
    for (std::uint32_t y = 0; y < side; ++y)
        for (std::uint32_t x = 0; x < side; ++x) {
            const double east = 60.0 * x + draw();
            table.vertices.push_back({east, 60.0 * y + draw()});
        }
    const street::WayTraits traits{.kind = "residential", .speed_kmh = 4.8};
    for (std::uint32_t y = 0; y < side; ++y)
        for (std::uint32_t x = 0; x < side; ++x) {
            const std::uint32_t v = y * side + x;
            const std::uint32_t right[] = {v, v + 1};
            const std::uint32_t up[] = {v, v + side};
            if (x + 1 < side && random() % 10 != 0) table.add_way(v, traits, right);
            if (y + 1 < side && random() % 10 != 0) table.add_way(v, traits, up);
        }
    return street::build_graph(table);
}

inline std::vector<street::NodeIdx> random_nodes(const street::StreetGraph& graph,
                                                 std::size_t count, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<street::NodeIdx> nodes;
    while (nodes.size() < count)
        if (const street::NodeIdx n{random() % graph.node_count()}; graph.component(n) == 0)
            nodes.push_back(n);
    return nodes;
}

/// A place at a crossing, on its first street.
inline street::Snap at_crossing(const street::StreetGraph& graph, street::NodeIdx n) {
    const street::Arc arc = graph.arcs(n).front();
    const auto& edge = graph.edge(arc.edge);
    street::Snap place;
    place.edge = arc.edge;
    place.along_mm = edge.from == n ? 0 : edge.length_mm;
    return place;
}

/// 10, 20, ... 270 crossings: the sites of 27 categories.
inline std::vector<std::vector<street::NodeIdx>> sites_of_categories(
    const street::StreetGraph& graph) {
    std::vector<std::vector<street::NodeIdx>> sites;
    for (std::size_t c = 0; c < categories; ++c)
        sites.push_back(random_nodes(graph, 10 * (c + 1), static_cast<std::uint32_t>(c)));
    return sites;
}

}  // namespace lisiere::bench
