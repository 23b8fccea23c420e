// SPDX-License-Identifier: Apache-2.0
#include "engine/access/stretches.hpp"

#include <algorithm>

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

bool holds(const Stretches& set, street::EdgeIdx edge, std::uint32_t mm) {
    return std::any_of(set.begin(), set.end(), [&](const street::ReachedStretch& s) {
        return s.edge == edge && s.from_mm <= mm && mm <= s.to_mm;
    });
}

/// Streets of 12 mm and less, so that every millimetre can be tried.
street::StreetGraph short_streets() {
    IndexedVector<street::NodeIdx, geo::Point> nodes;
    std::vector<street::EdgeInput> edges;
    for (std::uint32_t n = 0; n < 5; ++n) nodes.push_back({n * 0.012, 0});
    for (std::uint32_t n = 0; n + 1 < 5; ++n) {
        street::EdgeInput edge;
        edge.from = street::NodeIdx{n};
        edge.to = street::NodeIdx{n + 1};
        edge.line = {nodes[edge.from], nodes[edge.to]};
        edge.speed_kmh = 3.6;
        edges.push_back(edge);
    }
    return street::StreetGraph(nodes, edges);
}

Stretches random_set(const street::StreetGraph& graph, Random& random) {
    Stretches parts;
    for (const street::EdgeIdx edge : indices<street::EdgeIdx>(graph.edge_count())) {
        const std::uint32_t length = graph.edge(edge).length_mm;
        if (random() % 3 == 0) parts.push_back({edge, 0, length});
        for (unsigned i = 0; i < random() % 3; ++i) {
            const std::uint32_t a = random() % (length + 1);
            const std::uint32_t b = random() % (length + 1);
            parts.push_back({edge, std::min(a, b), std::max(a, b)});
        }
    }
    return merged(parts);
}

}  // namespace

TEST_CASE("what some of many sets hold is what a count of every millimetre says",
          "[access][property]") {
    const street::StreetGraph graph = short_streets();
    StretchCount count(graph);
    std::size_t held_somewhere = 0;
    for (std::uint32_t seed = 1; seed <= 500; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        std::vector<Stretches> sets;
        for (unsigned i = 0; i < 1 + random() % 5; ++i) sets.push_back(random_set(graph, random));
        for (const Stretches& set : sets) count.add(set);
        const std::uint32_t least = 1 + random() % 3;
        const Stretches held = count.held_by(least);
        for (std::size_t i = 1; i < held.size(); ++i)
            REQUIRE((held[i - 1].edge < held[i].edge || held[i - 1].to_mm + 1 < held[i].from_mm));
        for (const street::EdgeIdx edge : indices<street::EdgeIdx>(graph.edge_count())) {
            const std::uint32_t length = graph.edge(edge).length_mm;
            const auto enough = [&](std::uint32_t mm) {
                return std::count_if(sets.begin(), sets.end(), [&](const Stretches& set) {
                           return holds(set, edge, mm);
                       }) >= least;
            };
            for (std::uint32_t mm = 0; mm <= length; ++mm) {
                // A single millimetre is left out.
                const bool drawn =
                    enough(mm) && ((mm > 0 && enough(mm - 1)) || (mm < length && enough(mm + 1)));
                REQUIRE(holds(held, edge, mm) == drawn);
                if (drawn) ++held_somewhere;
            }
        }
    }
    CHECK(held_somewhere > 1000);
    CHECK(count.held_by(1).empty());
}
