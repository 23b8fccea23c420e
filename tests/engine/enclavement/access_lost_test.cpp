// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/access_lost.hpp"

#include <algorithm>
#include <map>
#include <random>

#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"
#include "tests/engine/enclavement/grid_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

using street::BarrierKind;
using street::BarrierPiece;
using street::Cost;
using street::Snap;
using test::cut_at;
using test::everywhere;
using test::GridTown;

/// One resident at every corner, or those given.
struct Residents {
    std::vector<std::optional<Snap>> places;
    std::vector<double> people;

    explicit Residents(const GridTown& town, const street::StreetGraph& graph) {
        std::vector<geo::Point> corners;
        for (int row = 0; row < town.side; ++row)
            for (int column = 0; column < town.side; ++column)
                corners.push_back(town.turned(town.corner(column, row)));
        places = test::tied(graph, corners);
        people.assign(places.size(), 1);
    }
};

std::uint32_t corner(const GridTown& town, double x, double y) {
    const double middle = (town.side - 1) / 2.0;
    return static_cast<std::uint32_t>((y / town.block_m + middle) * town.side + x / town.block_m +
                                      middle);
}

/// 1,260 m on foot: twelve blocks of 100 m, and the 50 m to a passage halfway between two streets
/// and back.
const AccessLostOptions twelve_blocks{Minutes{1260 / 80.0}, Metres{50}, Metres{150}, Metres{1000},
                                      4.8};

AccessLost lost_in(const GridTown& town, const std::vector<BarrierPiece>& pieces,
                   const AccessLostOptions& options = twelve_blocks, unsigned threads = 2) {
    const street::StreetGraph graph = town.graph();
    const Residents residents(town, graph);
    const Barriers barriers = merge_barriers(pieces, everywhere);
    const auto found = passages(graph, barriers, options, Threads{threads});
    return access_lost(graph, residents.places, residents.people, found, options, Threads{threads});
}

access::CellGroup only(std::uint32_t cell) {
    return {"un carreau", {{census::CellIdx{cell}, 1}}};
}

BarrierPiece railway_at(const GridTown& town, double x, const char* id = "w1") {
    return town.barrier(BarrierKind::voie_ferree, {{x, -5000}, {x, 5000}}, id, id);
}

}  // namespace

TEST_CASE("a barrier without crossing takes the other bank, and nothing else",
          "[enclavement][access_lost]") {
    for (int turn = 0; turn < 4; ++turn) {
        GridTown town{41, 100, turn};
        town.keep = cut_at(50, {});
        const AccessLost lost = lost_in(town, {railway_at(town, 50)});
        // Corners within twelve blocks: 1 + 4 (1 + ... + 12) = 313; on the side of the resident,
        // the column itself (25) and half of the others.
        const double all = 1 + 4 * (12 * 13 / 2);
        const double bank = 25 + (all - 25) / 2;
        const std::uint32_t beside = corner(town, 0, 0);
        CHECK(lost.reached[beside] == bank);
        const auto found = losses(lost, only(beside));
        REQUIRE(found.size() == 1);
        CHECK(found[0].with == bank);
        CHECK(found[0].without == all);
        CHECK(found[0].share() == Approx(1 - bank / all));
        // Thirteen blocks away nobody loses anything.
        CHECK(losses(lost, only(corner(town, -1300, 0))).empty());
    }
}

TEST_CASE("a bridge gives access back, streets everywhere give all of it back",
          "[enclavement][access_lost]") {
    GridTown closed{41, 100};
    closed.keep = cut_at(50, {});
    GridTown bridged = closed;
    bridged.keep = cut_at(50, {0});
    bridged.bridge_at = 50;
    const GridTown open{41, 100};
    const auto share = [&](const GridTown& town, double x, double y) {
        const auto found = losses(lost_in(town, {railway_at(town, 50)}), only(corner(town, x, y)));
        return found.empty() ? 0.0 : found[0].share();
    };
    CHECK(share(open, 0, 0) == 0);
    CHECK(share(bridged, 0, 0) == 0);  // every way across passes there without a detour
    CHECK(share(bridged, 0, 600) > 0);
    CHECK(share(bridged, 0, 600) < share(closed, 0, 600));
    // Twelve blocks from the bridge: no use to anybody there.
    CHECK(share(bridged, 0, 1200) == Approx(share(closed, 0, 1200)));
}

TEST_CASE("of two barriers side by side neither takes anything alone",
          "[enclavement][access_lost]") {
    GridTown town{41, 100};
    town.keep = cut_at(50, {});
    BarrierPiece motorway = railway_at(town, 70, "w2");
    motorway.kind = BarrierKind::autoroute;
    const AccessLost both = lost_in(town, {railway_at(town, 30), motorway});
    CHECK(both.gains.empty());
    // Further apart than a block, with a street between them, each takes what lies up to the other.
    GridTown wide{41, 100};
    wide.keep = [](const geo::Point& a, const geo::Point& b) {
        return cut_at(50, {})(a, b) && cut_at(150, {})(a, b);
    };
    motorway.line = {{150, -5000}, {150, 5000}};
    const auto found =
        losses(lost_in(wide, {railway_at(wide, 50), motorway}), only(corner(wide, 0, 0)));
    REQUIRE(found.size() == 1);
    // The column between them: twelve blocks less the one across, up and down.
    CHECK(found[0].without - found[0].with == 2 * 11 + 1);
}

TEST_CASE("two barriers side by side take together what neither takes alone",
          "[enclavement][access_lost]") {
    GridTown town{41, 100};
    town.keep = cut_at(50, {});
    BarrierPiece motorway = railway_at(town, 70, "w2");
    motorway.kind = BarrierKind::autoroute;
    const street::StreetGraph graph = town.graph();
    const Residents residents(town, graph);
    const Barriers barriers = merge_barriers({{railway_at(town, 30), motorway}}, everywhere);
    const std::vector<double> open = reached_over_all(graph, residents.places, residents.people,
                                                      barriers, twelve_blocks, Threads{2});
    const std::uint32_t beside = corner(town, 0, 0);
    const double bank = 25 + (313 - 25) / 2;
    CHECK(open[beside] == 313);
    CHECK(share_lost(bank, open[beside]) == Approx(1 - bank / 313));
    CHECK(share_lost(400, 313) == 0);  // a bridge may give more than was lost
    CHECK(share_lost(0, 0) == 0);
}

TEST_CASE("a yard of three tracks is one barrier when their numbers are no names",
          "[enclavement][access_lost]") {
    // Three tracks 30 m apart, joined by switches at either end; streets end 50 m before the first
    // and begin again 40 m after the last: no street between the tracks, none across.
    GridTown town{41, 200};
    town.keep = cut_at(100, {});
    const auto yard = [&](const char* first, const char* second, const char* third) {
        std::vector<BarrierPiece> pieces{
            town.barrier(BarrierKind::voie_ferree, {{70, -4000}, {70, 4000}}, "w1", first),
            town.barrier(BarrierKind::voie_ferree,
                         {{70, -4000}, {100, -3900}, {100, 3900}, {70, 4000}}, "w2", second),
            town.barrier(BarrierKind::voie_ferree,
                         {{100, -3900}, {130, -3800}, {130, 3800}, {100, 3900}}, "w3", third)};
        return pieces;
    };
    CHECK(merge_barriers(yard("Voie 1", "Voie 2", "Voie 3"), everywhere).barriers.size() == 3);
    const std::uint32_t beside = corner(town, 0, 0);
    CHECK(losses(lost_in(town, yard("Voie 1", "Voie 2", "Voie 3")), only(beside)).empty());

    const std::vector<BarrierPiece> nameless = yard("", "", "");
    REQUIRE(merge_barriers(nameless, everywhere).barriers.size() == 1);
    const auto found = losses(lost_in(town, nameless), only(beside));
    REQUIRE(found.size() == 1);
    // 1,260 m are six blocks of 200 m and 60 m more. On the resident's side the column (13) and
    // half of the other 1 + 4 (1 + ... + 6) - 13 = 72; across, straight over one block of 200 m,
    // all of the other half: streets meet the yard face to face, every 50 m there is a passage.
    CHECK(found[0].with == 13 + 36);
    CHECK(found[0].without == 1 + 4 * (6 * 7 / 2));
    CHECK(found[0].share() == Approx(36.0 / 85));
}

TEST_CASE("a parcel wider than both banks, or nothing but bridges, gives no passage",
          "[enclavement][access_lost]") {
    GridTown town{21, 100};
    town.keep = [](const geo::Point& a, const geo::Point& b) {
        return std::max(a.x, b.x) <= -200 || std::min(a.x, b.x) >= 200;
    };
    const street::StreetGraph graph = town.graph();
    const std::vector<BarrierPiece> pieces{railway_at(town, 0)};
    const Barriers barriers = merge_barriers(pieces, everywhere);
    CHECK(passages(graph, barriers, twelve_blocks, Threads{1}).empty());
    AccessLostOptions wider = twelve_blocks;
    wider.bank = Metres{200};
    const auto found = passages(graph, barriers, wider, Threads{1});
    REQUIRE_FALSE(found.empty());
    for (const Passage& passage : found)
        CHECK(passage.cost == 400 * 3600 / 4.8);  // 200 m and 200 m at 4.8 km/h, in ms
}

TEST_CASE("a closed parcel is passed from rim to rim, and takes what lies behind it",
          "[enclavement][access_lost]") {
    // A parcel 600 m wide and 1,000 m deep; no street within 100 m of its rim inside.
    GridTown town{31, 100};
    const auto inside = [](const geo::Point& p) {
        return p.x > -310 && p.x < 310 && p.y > -510 && p.y < 510;
    };
    town.keep = [&](const geo::Point& a, const geo::Point& b) { return !inside(a) && !inside(b); };
    const street::StreetGraph graph = town.graph();
    BarrierPiece rim = town.barrier(
        street::BarrierKind::emprise_fermee,
        {{-300, -500}, {300, -500}, {300, 500}, {-300, 500}, {-300, -500}}, "w1", "Dépôt");
    const Barriers barriers = merge_barriers(std::vector<BarrierPiece>{rim}, everywhere);
    AccessLostOptions options;
    const auto found = passages(graph, barriers, options, Threads{1});
    REQUIRE_FALSE(found.empty());
    std::size_t whole = 0;
    for (const Passage& passage : found) {
        const double metres = geo::distance(passage.left.at, passage.right.at);
        // Along the street beside the rim, 100 m on either side, and 600 or 1,000 m across.
        if (std::abs(passage.left.at.y - passage.right.at.y) < 1 && metres > 700) {
            CHECK(metres == Approx(800).margin(1));
            CHECK(passage.cost == Approx(800 * 3600 / 4.8).margin(2000));
            ++whole;
        }
    }
    CHECK(whole > 20);  // both long rims, every 50 m
    const auto residents = test::tied(graph, {{-400, 0}, {400, 0}});
    const std::vector<double> people{100, 50};
    const AccessLost lost = access_lost(graph, residents, people, found, options, Threads{1});
    // Round the parcel it is 500 + 100 + 800 + 600 m and more, 25 min and more; across, 800 m.
    CHECK(lost.reached == std::vector<double>{100, 50});
    REQUIRE(lost.gains.size() == 2);
    CHECK(lost.gains[0].people == 50);
    CHECK(lost.gains[1].people == 100);
    options.across = Metres{500};
    CHECK(access_lost(graph, residents, people, passages(graph, barriers, options, Threads{1}),
                      options, Threads{1})
              .gains.empty());
}

namespace {

/// People reached over streets and passages: relaxation of every arc until nothing moves, on
/// streets that every end of a passage cuts in two.
std::vector<double> plain_reach(const street::StreetGraph& graph, const Residents& residents,
                                std::span<const Passage> passages, Cost limit) {
    struct Arc {
        std::size_t from;
        std::size_t to;
        std::uint64_t cost;
    };
    std::vector<Arc> arcs;
    const std::size_t nodes = graph.node_count();
    std::map<std::size_t, std::vector<std::pair<std::uint32_t, std::size_t>>> cuts;
    for (std::size_t p = 0; p < passages.size(); ++p) {
        const Passage& passage = passages[p];
        cuts[passage.left.edge.value()].push_back({passage.left.along_mm, nodes + 2 * p});
        cuts[passage.right.edge.value()].push_back({passage.right.along_mm, nodes + 2 * p + 1});
        arcs.push_back({nodes + 2 * p, nodes + 2 * p + 1, passage.cost});
        arcs.push_back({nodes + 2 * p + 1, nodes + 2 * p, passage.cost});
    }
    for (std::size_t e = 0; e < graph.edge_count(); ++e) {
        const auto& edge = graph.edge(street::EdgeIdx{e});
        auto& points = cuts[e];
        points.push_back({0, edge.from.value()});
        points.push_back({edge.length_mm, edge.to.value()});
        for (const auto& [a, u] : points)
            for (const auto& [b, v] : points)
                if (u != v)
                    if (const auto walk = street::along(edge, a, b)) arcs.push_back({u, v, *walk});
    }
    std::vector<double> reached;
    for (const auto& home : residents.places) {
        std::vector<std::uint64_t> cost(nodes + 2 * passages.size(), limit + std::uint64_t{1});
        if (!home) {
            reached.push_back(0);
            continue;
        }
        const auto& edge = graph.edge(home->edge);
        for (const auto& [along, at] : cuts[home->edge.value()])
            if (const auto walk = street::along(edge, home->along_mm, along))
                cost[at] = home->off_cost + std::uint64_t{*walk};
        for (bool moved = true; moved;) {
            moved = false;
            for (const Arc& arc : arcs)
                if (cost[arc.from] + arc.cost < cost[arc.to]) {
                    cost[arc.to] = cost[arc.from] + arc.cost;
                    moved = true;
                }
        }
        double people = 0;
        for (std::size_t other = 0; other < residents.places.size(); ++other) {
            const auto& there = residents.places[other];
            if (!there) continue;
            const auto& last = graph.edge(there->edge);
            std::uint64_t best = limit + std::uint64_t{1};
            for (const auto& [along, at] : cuts[there->edge.value()])
                if (const auto walk = street::along(last, along, there->along_mm))
                    best = std::min(best, cost[at] + *walk + there->off_cost);
            if (there->edge == home->edge)
                if (const auto walk = street::along(edge, home->along_mm, there->along_mm))
                    best = std::min<std::uint64_t>(
                        best, std::uint64_t{home->off_cost} + *walk + there->off_cost);
            if (best <= limit) people += residents.people[other];
        }
        reached.push_back(people);
    }
    return reached;
}

}  // namespace

TEST_CASE("access lost agrees with a plain search on streets to which the passages are added",
          "[enclavement][access_lost][property]") {
    std::size_t gains = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        GridTown town{8, 100};
        town.keep = [&](const geo::Point&, const geo::Point&) { return random() % 10 < 7; };
        const street::StreetGraph graph = town.graph();
        Residents residents(town, graph);
        std::uniform_real_distribution<double> anywhere(-380, 380);
        std::vector<geo::Point> homes;
        for (int i = 0; i < 25; ++i) homes.push_back({anywhere(random), anywhere(random)});
        residents.places = test::tied(graph, homes);
        residents.people.clear();
        for (int i = 0; i < 25; ++i)
            residents.people.push_back(static_cast<double>(1 + random() % 9));
        std::vector<BarrierPiece> pieces;
        for (const char* id : {"w1", "w2"}) {
            geo::LineString line;
            for (int i = 0; i < 4; ++i) line.push_back({anywhere(random), anywhere(random)});
            pieces.push_back(town.barrier(BarrierKind::voie_ferree, line, id, id));
        }
        const Barriers barriers = merge_barriers(pieces, everywhere);
        const AccessLostOptions options{Minutes{4}, Metres{60}, Metres{120}, Metres{500}, 4.8};
        const auto all = passages(graph, barriers, options, Threads{2});
        const AccessLost lost =
            access_lost(graph, residents.places, residents.people, all, options, Threads{2});
        const AccessLost alone =
            access_lost(graph, residents.places, residents.people, all, options, Threads{1});
        CHECK(lost.reached == alone.reached);
        REQUIRE(lost.gains.size() == alone.gains.size());
        const Cost limit = 4 * 60'000;
        CHECK(lost.reached == plain_reach(graph, residents, {}, limit));
        for (const BarrierIdx barrier : indices<BarrierIdx>(barriers.barriers.size())) {
            std::vector<Passage> of_one;
            for (const Passage& passage : all)
                if (passage.barrier == barrier) of_one.push_back(passage);
            std::vector<double> without = lost.reached;
            for (const CellGain& gain : lost.gains)
                if (gain.barrier == barrier) {
                    CHECK(gain.people > 0);
                    without[gain.cell] += gain.people;
                    ++gains;
                }
            CHECK(without == plain_reach(graph, residents, of_one, limit));
        }
    }
    CHECK(gains > 500);  // the comparison is not between nothing and nothing
}

TEST_CASE(
    "one more barrier takes no passage away, wherever it is planted, and the search over all "
    "agrees with a plain one",
    "[enclavement][access_lost][property]") {
    std::size_t more = 0;
    for (unsigned seed = 0; seed < 100; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        GridTown town{8, 100};
        town.keep = [&](const geo::Point&, const geo::Point&) { return random() % 10 < 6; };
        const street::StreetGraph graph = town.graph();
        std::uniform_real_distribution<double> anywhere(-380, 380);
        std::vector<geo::Point> homes;
        std::vector<double> people;
        for (int i = 0; i < 25; ++i) homes.push_back({anywhere(random), anywhere(random)});
        for (int i = 0; i < 25; ++i) people.push_back(static_cast<double>(1 + random() % 9));
        const auto places = test::tied(graph, homes);
        const AccessLostOptions options{Minutes{4}, Metres{60}, Metres{90}, Metres{500}, 4.8};
        std::vector<BarrierPiece> pieces;
        std::vector<double> before;
        for (const char* id : {"w3", "w1", "w2", "w0"}) {
            geo::LineString line;
            for (int i = 0; i < 3; ++i) line.push_back({anywhere(random), anywhere(random)});
            // The last runs beside the first: drawn once, and still passed as both.
            if (std::string(id) == "w0")
                for (geo::Point& p : line = pieces.front().line) p.x += 10;
            pieces.push_back(town.barrier(BarrierKind::voie_ferree, line, id));
            const Barriers barriers = merge_barriers(pieces, everywhere);
            const std::vector<double> open =
                reached_over_all(graph, places, people, barriers, options, Threads{2});
            if (std::string(id) == "w0" && seed % 4 == 0) {
                CHECK(open ==
                      reached_over_all(graph, places, people, barriers, options, Threads{1}));
                Residents residents(town, graph);
                residents.places = places;
                residents.people = people;
                CHECK(open == plain_reach(graph, residents,
                                          passages_of_all(graph, barriers, options, Threads{1}),
                                          4 * 60'000));
            }
            for (std::size_t c = 0; c < before.size(); ++c) {
                CHECK(open[c] >= before[c]);
                more += open[c] > before[c] ? 1U : 0U;
            }
            before = open;
        }
    }
    CHECK(more > 500);
}

TEST_CASE("losses are means over the residents of a group, the worst barrier first",
          "[enclavement][access_lost]") {
    AccessLost lost;
    lost.reached = {100, 200, 400};
    lost.gains = {{0, BarrierIdx{0}, 50}, {0, BarrierIdx{1}, 100}, {2, BarrierIdx{0}, 100}};
    const access::CellGroup group{
        "g", {{census::CellIdx{0}, 10}, {census::CellIdx{1}, 30}, {census::CellIdx{2}, 20}}};
    const auto found = losses(lost, group);
    REQUIRE(found.size() == 2);
    const double with = (10 * 100 + 30 * 200 + 20 * 400) / 60.0;
    CHECK(found[0].barrier == BarrierIdx{0});
    CHECK(found[0].with == Approx(with));
    CHECK(found[0].without == Approx(with + (10 * 50 + 20 * 100) / 60.0));
    CHECK(found[1].barrier == BarrierIdx{1});
    CHECK(found[1].share() == Approx(1 - with / (with + 10 * 100 / 60.0)));
    CHECK(losses(lost, {"nobody", {}}).empty());
}

}  // namespace lisiere::enclavement
