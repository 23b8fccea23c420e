// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/interchanges.hpp"

#include <algorithm>
#include <random>

#include "engine/street/reach.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

const MotorwayKinds kinds{{"motorway"}, {"motorway_link"}};

struct Streets {
    IndexedVector<street::NodeIdx, geo::Point> nodes;
    std::vector<street::EdgeInput> edges;

    std::size_t node(double x, double y) {
        nodes.push_back({x, y});
        return nodes.size() - 1;
    }
    void way(std::size_t from, std::size_t to, const char* kind, bool back = true) {
        street::EdgeInput edge;
        edge.from = street::NodeIdx{from};
        edge.to = street::NodeIdx{to};
        edge.line = {nodes[edge.from], nodes[edge.to]};
        edge.kind = kind;
        edge.speed_kmh = 60;  // 1 km a minute
        edge.backward = back;
        edges.push_back(edge);
    }
    street::StreetGraph graph() const { return {nodes, edges}; }
};

/// An avenue of five crossings 1 km apart; a motorway 500 m north of it, driven from west to east;
/// an exit to the crossing 1 and an entry from the crossing 3.
Streets town(bool entry, bool motorway = true) {
    Streets s;
    for (int i = 0; i < 5; ++i) s.node(i * 1000, 0);
    for (std::size_t i = 0; i < 4; ++i) s.way(i, i + 1, "primary");
    if (!motorway) return s;
    const std::size_t west = s.node(-1000, 500);
    const std::size_t off = s.node(500, 500);
    const std::size_t on = s.node(3500, 500);
    const std::size_t east = s.node(6000, 500);
    s.way(west, off, "motorway", false);
    s.way(off, on, "motorway", false);
    s.way(on, east, "motorway", false);
    s.way(off, 1, "motorway_link", false);
    if (entry) s.way(3, on, "motorway_link", false);
    return s;
}

std::vector<Maybe<double>> minutes(const street::StreetGraph& graph, std::size_t from) {
    access::CellTies ties;
    street::Snap at;
    for (const auto e : indices<street::EdgeIdx>(graph.edge_count()))
        if (graph.edge(e).from.value() == from && graph.kind_name(graph.edge(e).kind) == "primary")
            at.edge = e;
    ties.snaps.push_back(at);
    ties.snaps.push_back(std::nullopt);
    access::AccessSettings settings;
    settings.driving_limit = Minutes{30};
    return interchange_minutes(
        access::street_mode(access::TravelMode::voiture, graph, ties, settings), kinds);
}

}  // namespace

TEST_CASE("an interchange is where a motorway is driven onto, not where it is left",
          "[enclavement][interchange]") {
    const street::StreetGraph graph = town(true).graph();
    const access::CategorySites found = interchanges(graph, kinds);
    REQUIRE(found.sites.size() == 1);
    CHECK(found.sites[0].at.x == 3000);
    // From the crossing 0: 3 km at 60 km/h, without parking.
    CHECK(*minutes(graph, 0)[0] == Approx(3));
    CHECK(minutes(graph, 0)[1] == Maybe<double>(Absence::non_rattache));
}

TEST_CASE("without a motorway, or without a way onto it, there is no time and its reason",
          "[enclavement][interchange]") {
    CHECK(minutes(town(false, false).graph(), 0)[0] == Maybe<double>(Absence::non_disponible));
    CHECK(minutes(town(false).graph(), 0)[0] == Maybe<double>(Absence::non_desservi));
}

TEST_CASE("a ramp counts that leads to a motorway by ramps alone, and a street that becomes one",
          "[enclavement][interchange]") {
    Streets s = town(false);
    // A ramp from the crossing 2 to the crossing 4 leads nowhere; two ramps from 0 do.
    s.way(2, 4, "motorway_link", false);
    CHECK(interchanges(s.graph(), kinds).sites.empty());
    const std::size_t fork = s.node(0, 300);
    s.way(0, fork, "motorway_link", false);
    s.way(fork, 6, "motorway_link", false);
    REQUIRE(interchanges(s.graph(), kinds).sites.size() == 1);
    CHECK(interchanges(s.graph(), kinds).sites[0].at.x == 0);
    s.way(4, 8, "motorway", false);
    // The crossing 4, and the crossing 2, whose ramp leads there by now.
    CHECK(interchanges(s.graph(), kinds).sites.size() == 3);
}

TEST_CASE(
    "minutes to the interchange are those of a plain search to each of them; a street added "
    "lengthens none, one closed shortens none",
    "[enclavement][interchange][property]") {
    std::size_t reached = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random(seed);
        Streets s;
        for (int i = 0; i < 30; ++i)
            s.node(static_cast<double>(random() % 9000), static_cast<double>(random() % 9000));
        const char* const words[] = {"primary", "primary", "residential", "motorway_link",
                                     "motorway"};
        for (int i = 0; i < 55; ++i) {
            const std::size_t from = random() % 30;
            const std::size_t to = (from + 1 + random() % 29) % 30;
            s.way(from, to, i < 30 ? "primary" : words[random() % 5], random() % 2 == 0);
        }
        for (std::size_t i = 0; i < 30; ++i) s.way(i, (i + 7) % 30, "primary");
        const street::StreetGraph graph = s.graph();
        const access::CategorySites found = interchanges(graph, kinds);
        street::Reach reach(graph);
        for (const std::size_t from : {0U, 11U, 23U}) {
            const Maybe<double> told = minutes(graph, from)[0];
            street::Snap at;
            for (const auto e : indices<street::EdgeIdx>(graph.edge_count()))
                if (graph.edge(e).from.value() == from &&
                    graph.kind_name(graph.edge(e).kind) == "primary")
                    at.edge = e;
            reach.run(at, street::cost_of(Seconds{30 * 60}));
            street::Cost best = street::unreached;
            for (const street::Snap& site : found.sites) best = std::min(best, reach.cost(site));
            CHECK(told.has_value() == (best != street::unreached));
            if (!told) continue;
            ++reached;
            CHECK(*told == Approx(street::minutes_of(best).count()));
            Streets more = s;
            more.way(from, (from + 13) % 30, "primary");
            CHECK(*minutes(more.graph(), from)[0] <= *told + 1e-9);
        }
    }
    CHECK(reached > 60);
}

}  // namespace lisiere::enclavement
