// SPDX-License-Identifier: Apache-2.0
// Our side of tests/bench/peers/overlay.sh: writes the layers of a case as text that every peer
// reads, and runs the same case as the peers do.
//   overlay_peer write CASE FOLDER    sources.csv, targets.csv: id;count;wkt
//   overlay_peer run CASE FOLDER      ours.csv: id;value; prints "first_ms further_ms"
#include <fmt/core.h>
#include <fmt/os.h>

#include <chrono>
#include <cstdlib>
#include <string>

#include "engine/census/apportion.hpp"
#include "tests/bench/overlay_layers.hpp"
#include "tests/support/real_layers.hpp"

using namespace lisiere;
using namespace lisiere::census;

namespace {

struct Case {
    std::vector<geo::MultiPolygon> sources;
    std::vector<geo::MultiPolygon> targets;
    CountColumn counts;
};

Case layers(const std::string& name) {
    Case found;
    if (name == "paris") {
        found.sources = test::real_layer("oracles/ParisIris.gpkg", "DCOMIRIS").shapes;
        found.targets = test::real_layer("oracles/ParisPollingStations2012.gpkg", "ID").shapes;
    } else {
        found.sources = bench::grid(200);
        found.targets = bench::areas(1300, 40000);
    }
    for (std::size_t s = 0; s < found.sources.size(); ++s)
        found.counts.values.emplace_back(static_cast<double>(1 + s % 97));
    return found;
}

std::string wkt(const geo::MultiPolygon& shape) {
    std::string text = "MULTIPOLYGON(";
    const auto ring = [&](const geo::Ring& points) {
        text += '(';
        for (std::size_t i = 0; i < points.size(); ++i)
            text += fmt::format("{}{} {}", i == 0 ? "" : ",", points[i].x, points[i].y);
        text += ')';
    };
    for (std::size_t p = 0; p < shape.size(); ++p) {
        text += p == 0 ? "(" : ",(";
        ring(shape[p].outer);
        for (const geo::Ring& hole : shape[p].holes) {
            text += ',';
            ring(hole);
        }
        text += ')';
    }
    return text + ')';
}

void write(const Case& layers, const std::string& folder) {
    auto sources = fmt::output_file(folder + "/sources.csv");
    sources.print("id;count;wkt\n");
    for (std::size_t s = 0; s < layers.sources.size(); ++s)
        sources.print("{};{};{}\n", s, *layers.counts.values[s], wkt(layers.sources[s]));
    auto targets = fmt::output_file(folder + "/targets.csv");
    targets.print("id;wkt\n");
    for (std::size_t t = 0; t < layers.targets.size(); ++t)
        targets.print("{};{}\n", t, wkt(layers.targets[t]));
}

void run(const Case& layers, const std::string& folder) {
    using Clock = std::chrono::steady_clock;
    const auto ms = [](Clock::time_point from, Clock::time_point to) {
        return std::chrono::duration<double, std::milli>(to - from).count();
    };
    const auto start = Clock::now();
    const Weights weights = area_weights(overlap(layers.sources, layers.targets, {2}));
    const std::vector<Estimate> estimates = apportion(weights, layers.counts);
    const auto first = Clock::now();
    const std::vector<Estimate> further = apportion(weights, layers.counts);
    const auto second = Clock::now();
    auto out = fmt::output_file(folder + "/ours.csv");
    out.print("id;value\n");
    for (std::size_t t = 0; t < estimates.size(); ++t)
        out.print("{};{}\n", t, further[t].value.value_or(0));
    fmt::print("{} {}\n", ms(start, first), ms(first, second));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        fmt::print(stderr, "overlay_peer write|run paris|grid FOLDER\n");
        return EXIT_FAILURE;
    }
    const Case chosen = layers(argv[2]);
    std::string(argv[1]) == "write" ? write(chosen, argv[3]) : run(chosen, argv[3]);
    return EXIT_SUCCESS;
}
