// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/detour.hpp"

#include <cmath>

#include "engine/street/reach.hpp"
#include "tests/engine/enclavement/grid_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

using test::cut_at;
using test::everywhere;
using test::GridTown;
using test::tied;

double value(const Detours& found, const char* id, std::size_t at) {
    for (const CellMeasure& measure : found.measures)
        if (measure.id == id) return *measure.values[at];
    FAIL("no measure " << id);
    return 0;
}

}  // namespace

TEST_CASE("lengths on the length graph are those of the streets, whatever their speed",
          "[enclavement]") {
    GridTown town{.side = 5};
    town.speed_kmh = 2.1;
    const street::StreetGraph graph = town.graph();
    const street::StreetGraph lengths = length_graph(graph);
    REQUIRE(lengths.edge_count() == graph.edge_count());
    street::Reach reach(lengths);
    const std::vector<street::Seed> seeds{{street::NodeIdx{0}, 0}};
    reach.run(seeds, 10'000'000);
    CHECK(reach.cost(street::NodeIdx{24}) == (4 + 4) * 100 * 1000);
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count()))
        CHECK(lengths.edge(e).length_mm == graph.edge(e).length_mm);
}

TEST_CASE("on a grid the detour is 1 along the streets and |cos| + |sin| across", "[enclavement]") {
    const GridTown town;
    const street::StreetGraph graph = length_graph(town.graph());
    const auto ties = tied(graph, {{0, 0}});
    const Detours found = detours(graph, ties, Barriers{}, {}, {});
    for (const std::size_t axis : {0U, 4U, 8U, 12U})
        CHECK(*found.sectors[0][axis].detour == Approx(1.0));
    for (const std::size_t diagonal : {2U, 6U, 10U, 14U})
        CHECK(*found.sectors[0][diagonal].detour == Approx(std::sqrt(2.0)).margin(0.03));
    CHECK(value(found, "detour_ferme_part", 0) == 0);
    CHECK(value(found, "detour_p90", 0) <= std::sqrt(2.0) + 0.05);
    CHECK(value(found, "detour_median", 0) >= 1);
    CHECK(value(found, "impasses_part_400", 0) == 0);
    // Nodes within 400 m of walking: |i| + |j| <= 4 is 41; edges between them: 64.
    CHECK(value(found, "maillage_400", 0) == Approx((64.0 - 41 + 1) / (2 * 41 - 5)));
    // 300 m of circle around a crossing: nodes at exactly 300 m are on it; 4 streets on the axes,
    // and 8 lines (x or y = ±100, ±200) that cut it twice.
    CHECK(value(found, "entrees_km_300", 0) ==
          Approx((4 + 4 * 2 * 2) / (2 * std::acos(-1.0) * 0.3)));
}

TEST_CASE("detours agree with walking to each target by a plain search", "[enclavement]") {
    GridTown town{.side = 41};
    town.keep = cut_at(250, {900});
    const street::StreetGraph graph = length_graph(town.graph());
    const auto ties = tied(graph, {{130, 47}, {-320, 410}});
    DetourOptions options;
    const Detours found = detours(graph, ties, Barriers{}, options, {});
    const street::Snapper snapper(graph, {options.target_limit, options.target_component, 3.6});
    for (std::size_t place = 0; place < ties.size(); ++place) {
        std::vector<double> all;
        street::Snap origin = *ties[place];
        origin.off_cost = 0;
        for (std::size_t sector = 0; sector < sector_count; ++sector)
            for (const double distance : options.distances_m) {
                const geo::Point d = sector_direction(sector);
                auto snap =
                    snapper.snap({origin.at.x + d.x * distance, origin.at.y + d.y * distance});
                if (!snap || snap->off_m > std::min(150.0, distance / 4)) continue;
                snap->off_cost = 0;
                street::Reach alone(graph);
                alone.run(origin, 3'000'000);
                const double straight =
                    std::hypot(snap->at.x - origin.at.x, snap->at.y - origin.at.y);
                const street::Cost length = alone.cost(*snap);
                all.push_back(
                    length == street::unreached ? 5.0 : std::min(5.0, length / 1000.0 / straight));
            }
        std::sort(all.begin(), all.end());
        const auto rank =
            static_cast<std::size_t>(std::ceil(0.9 * static_cast<double>(all.size())));
        CHECK(value(found, "detour_p90", place) == Approx(std::max(1.0, all[rank - 1])));
        CHECK(value(found, "detour_median", place) ==
              Approx(std::max(1.0, all[(all.size() + 1) / 2 - 1])));
    }
}

TEST_CASE("a barrier closes the sectors behind it and is named by them, no other",
          "[enclavement]") {
    GridTown town;
    const street::StreetGraph open = length_graph(town.graph());
    town.keep = cut_at(250, {});
    const street::StreetGraph closed = length_graph(town.graph());
    const std::vector<street::BarrierPiece> pieces{town.barrier(
        street::BarrierKind::voie_ferree, {{250, -2100}, {250, 2100}}, "w1", "Ligne de Lisse")};
    const Barriers barriers = merge_barriers(pieces, everywhere);
    const std::vector<geo::Point> places{{0, 0}, {-1800, 0}};
    const Detours before = detours(open, tied(open, places), Barriers{}, {}, {});
    const Detours after = detours(closed, tied(closed, places), barriers, {}, {});
    CHECK(value(after, "detour_ferme_part", 0) > value(before, "detour_ferme_part", 0));
    CHECK(value(after, "detour_p90", 0) == 5);
    CHECK(after.sectors[0][4].barrier == BarrierIdx{0});
    CHECK(*after.sectors[0][4].detour == 5);
    CHECK_FALSE(after.sectors[0][12].barrier.valid());
    CHECK(*after.sectors[0][12].detour == *before.sectors[0][12].detour);
    // The place far away sees nothing of it.
    for (std::size_t m = 0; m < after.measures.size(); ++m)
        CHECK(after.measures[m].values[1] == before.measures[m].values[1]);
}

TEST_CASE("a bridge added never raises a detour nor lowers the entries",
          "[enclavement][property]") {
    GridTown town;
    const std::vector<geo::Point> places{{0, 0}, {120, 340}, {200, -900}, {-700, 0}, {400, 30}};
    std::vector<double> open;
    town.bridge_at = 250;
    town.keep = cut_at(250, open);
    street::StreetGraph graph = length_graph(town.graph());
    Detours before = detours(graph, tied(graph, places), Barriers{}, {}, {});
    // Streets over the line are bridges, where no target lies: the same targets before and after.
    for (const double at : {1900.0, -600.0, 0.0, 300.0}) {
        open.push_back(at);
        town.keep = cut_at(250, open);
        graph = length_graph(town.graph());
        const Detours after = detours(graph, tied(graph, places), Barriers{}, {}, {});
        for (std::size_t p = 0; p < places.size(); ++p) {
            for (const char* id :
                 {"detour_median", "detour_p90", "detour_ferme_part", "detour_300"})
                CHECK(value(after, id, p) <= value(before, id, p) + 1e-9);
            CHECK(value(after, "entrees_km_300", p) >= value(before, "entrees_km_300", p));
        }
        before = after;
    }
    CHECK(value(before, "detour_ferme_part", 0) < 0.2);
}

TEST_CASE("a town turned by a quarter has the same detours, four sectors on",
          "[enclavement][property]") {
    GridTown town{.side = 31};
    town.keep = cut_at(150, {400});
    const std::vector<geo::Point> places{{0, 0}, {47, 260}, {-300, -420}};
    const street::StreetGraph graph = length_graph(town.graph());
    const Detours before = detours(graph, tied(graph, places), Barriers{}, {}, {});
    town.turn = 3;  // clockwise, as azimuths go
    std::vector<geo::Point> turned;
    for (const geo::Point& p : places) turned.push_back(town.turned(p));
    const street::StreetGraph other = length_graph(town.graph());
    const Detours after = detours(other, tied(other, turned), Barriers{}, {}, {});
    for (std::size_t p = 0; p < places.size(); ++p) {
        for (std::size_t m = 0; m < before.measures.size(); ++m)
            CHECK(*after.measures[m].values[p] ==
                  Approx(*before.measures[m].values[p]).margin(1e-4));
        for (std::size_t s = 0; s < sector_count; ++s)
            CHECK(*after.sectors[p][(s + 4) % sector_count].detour ==
                  Approx(*before.sectors[p][s].detour).margin(1e-4));
    }
}

TEST_CASE("places off the network are said so, and any number of threads gives the same",
          "[enclavement]") {
    GridTown town;
    town.keep = cut_at(250, {100});
    const street::StreetGraph graph = length_graph(town.graph());
    std::vector<geo::Point> places;
    for (int i = 0; i < 300; ++i) places.push_back({-900.0 + 7 * i, 13.0 * (i % 40)});
    places.push_back({9000, 9000});
    const auto ties = tied(graph, places);
    const Detours one = detours(graph, ties, Barriers{}, {}, {1});
    CHECK(one.measures[0].values.back() == Maybe<double>(Absence::non_rattache));
    CHECK(one.sectors.back()[3].detour == Maybe<float>(Absence::non_rattache));
    for (const unsigned threads : {2U, 7U}) {
        const Detours many = detours(graph, ties, Barriers{}, {}, {threads});
        for (std::size_t m = 0; m < one.measures.size(); ++m)
            CHECK(one.measures[m].values == many.measures[m].values);
    }
}

}  // namespace lisiere::enclavement
