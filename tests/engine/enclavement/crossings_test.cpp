// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/crossings.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

namespace lisiere::enclavement {
namespace {

using street::BarrierKind;
using street::BarrierPiece;
using street::EdgeInput;
using street::NodeIdx;
using street::WayFlag;

const geo::Box everywhere{-10000, -10000, 10000, 10000};

BarrierPiece piece(BarrierKind kind, geo::LineString line, int layer = 0) {
    BarrierPiece barrier;
    barrier.kind = kind;
    barrier.line = std::move(line);
    barrier.layer = layer;
    barrier.id = "w1";
    return barrier;
}

/// One street from (x, -100) to (x, 100), over a barrier along the line y = 0.
street::StreetGraph streets_at(std::initializer_list<double> places, std::uint8_t flags = 0,
                               const char* kind = "residential", std::int8_t layer = 0) {
    IndexedVector<NodeIdx, geo::Point> nodes;
    std::vector<EdgeInput> edges;
    for (const double x : places) {
        const NodeIdx a = nodes.push_back({x, -100});
        const NodeIdx b = nodes.push_back({x, 100});
        EdgeInput edge;
        edge.from = a;
        edge.to = b;
        edge.line = {{x, -100}, {x, 100}};
        edge.kind = kind;
        edge.flags = flags;
        edge.layer = layer;
        edge.speed_kmh = 3.6;
        edges.push_back(edge);
    }
    return {nodes, edges};
}

CrossingKind kind_across(const BarrierPiece& barrier, const street::StreetGraph& graph) {
    const std::vector<BarrierPiece> pieces{barrier};
    const Crossings found = find_crossings(graph, merge_barriers(pieces, everywhere));
    REQUIRE(found.items.size() == 1);
    return found.items[CrossingIdx{0}].kind;
}

constexpr auto bridge = static_cast<std::uint8_t>(WayFlag::bridge);
constexpr auto tunnel = static_cast<std::uint8_t>(WayFlag::tunnel);
constexpr auto footway = static_cast<std::uint8_t>(WayFlag::footway);

}  // namespace

TEST_CASE("the kind of a crossing follows the flags, then the level, then the layers",
          "[enclavement]") {
    const BarrierPiece railway = piece(BarrierKind::voie_ferree, {{-500, 0}, {500, 0}});
    CHECK(kind_across(railway, streets_at({0}, bridge)) == CrossingKind::pont);
    CHECK(kind_across(railway, streets_at({0}, bridge | footway, "footway")) ==
          CrossingKind::passerelle);
    CHECK(kind_across(railway, streets_at({0}, bridge, "path")) == CrossingKind::passerelle);
    CHECK(kind_across(railway, streets_at({0}, tunnel)) == CrossingKind::passage_souterrain);
    CHECK(kind_across(railway, streets_at({0})) == CrossingKind::passage_a_niveau);
    CHECK(kind_across(railway, streets_at({0}, 0, "residential", 1)) == CrossingKind::pont);
    // A line in a cutting: the street at ground level passes over it.
    CHECK(kind_across(piece(BarrierKind::autoroute, {{-500, 0}, {500, 0}}, -1), streets_at({0})) ==
          CrossingKind::pont);
    BarrierPiece short_bridge = piece(BarrierKind::voie_ferree, {{-20, 0}, {20, 0}});
    short_bridge.bridge = true;
    CHECK(kind_across(short_bridge, streets_at({0})) == CrossingKind::passage_souterrain);
    CHECK(kind_across(piece(BarrierKind::voie_rapide, {{-500, 0}, {500, 0}}), streets_at({0})) ==
          CrossingKind::traversee);
}

TEST_CASE("a street at grade over a canal is told, not counted", "[enclavement]") {
    const std::vector<BarrierPiece> pieces{piece(BarrierKind::cours_eau, {{-500, 0}, {500, 0}})};
    const Crossings found = find_crossings(streets_at({0}), merge_barriers(pieces, everywhere));
    REQUIRE(found.items.size() == 1);
    CHECK(found.items[CrossingIdx{0}].kind == CrossingKind::douteux);
    CHECK(found.notices.count("franchissement_douteux") == 1);
    CHECK(found.by_barrier[BarrierIdx{0}].crossings == 0);
    CHECK(found.by_barrier[BarrierIdx{0}].longest_run_m == Approx(1000));
}

TEST_CASE("carriageway and pavement of one bridge are one crossing, two bridges are two",
          "[enclavement]") {
    const std::vector<BarrierPiece> pieces{
        piece(BarrierKind::voie_ferree, {{-1000, 0}, {1000, 0}})};
    const Barriers barriers = merge_barriers(pieces, everywhere);
    const Crossings found = find_crossings(streets_at({0, 12, 400}, bridge), barriers);
    REQUIRE(found.items.size() == 2);
    CHECK(found.items[CrossingIdx{0}].edges.size() == 2);
    CHECK(found.by_barrier[BarrierIdx{0}].crossings == 2);
    CHECK(found.by_barrier[BarrierIdx{0}].per_km == Approx(2 / 2.0));
    // Runs: -1000..0, 0..400, 400..1000.
    // Before, between, after, and the bit between carriageway and pavement.
    REQUIRE(found.runs.size() == 4);
    CHECK(found.by_barrier[BarrierIdx{0}].longest_run_m == Approx(1000).margin(0.01));
    double sum = 0;
    for (const Run& run : found.runs) sum += run.length_m;
    CHECK(sum == Approx(barriers.barriers[BarrierIdx{0}].length_m));
}

TEST_CASE("a level crossing mapped as one shared point is found once", "[enclavement]") {
    // The street has a vertex on the track, and the track a vertex on the street.
    IndexedVector<NodeIdx, geo::Point> nodes;
    const NodeIdx a = nodes.push_back({0, -100});
    const NodeIdx b = nodes.push_back({0, 100});
    EdgeInput edge;
    edge.from = a;
    edge.to = b;
    edge.line = {{0, -100}, {0, 0}, {0, 100}};
    edge.kind = "residential";
    edge.speed_kmh = 3.6;
    for (const geo::LineString& track : {geo::LineString{{-500, 0}, {0, 0}, {500, 0}},
                                         geo::LineString{{500, 0}, {0, 0}, {-500, 0}},
                                         geo::LineString{{-500, 20}, {0, 0}, {500, 20}},
                                         geo::LineString{{-500, -20}, {0, 0}, {500, 20}}}) {
        const std::vector<BarrierPiece> pieces{piece(BarrierKind::voie_ferree, track)};
        const std::vector<EdgeInput> edges{edge};
        const Crossings found =
            find_crossings(street::StreetGraph(nodes, edges), merge_barriers(pieces, everywhere));
        CHECK(found.by_barrier[BarrierIdx{0}].crossings == 1);
        // Also when the street is cut in two at the shared point.
        IndexedVector<NodeIdx, geo::Point> three = nodes;
        const NodeIdx middle = three.push_back({0, 0});
        EdgeInput south = edge;
        south.to = middle;
        south.line = {{0, -100}, {0, 0}};
        EdgeInput north = edge;
        north.from = middle;
        north.line = {{0, 0}, {0, 100}};
        const std::vector<EdgeInput> halves{south, north};
        const Crossings cut_found =
            find_crossings(street::StreetGraph(three, halves), merge_barriers(pieces, everywhere));
        CHECK(cut_found.by_barrier[BarrierIdx{0}].crossings == 1);
    }
}

TEST_CASE("a slip road that ends on a street is not crossed by it", "[enclavement]") {
    for (const double end : {0.0, 0.0005, -0.0005}) {
        const std::vector<BarrierPiece> pieces{
            piece(BarrierKind::autoroute, {{-300, 40}, {end, 10}})};
        const Crossings found = find_crossings(streets_at({0}), merge_barriers(pieces, everywhere));
        CHECK(found.items.empty());
    }
    const std::vector<BarrierPiece> through{piece(BarrierKind::autoroute, {{-300, 40}, {20, 10}})};
    CHECK(find_crossings(streets_at({0}), merge_barriers(through, everywhere)).items.size() == 1);
}

TEST_CASE("a street drawn over another is a bridge across the line under it", "[enclavement]") {
    const test::Town town(R"(
            B
            |
        A---#---C
            |
            D
    )");
    // The railway runs where the street B-D is drawn.
    const geo::Point b = town.place('B');
    const geo::Point d = town.place('D');
    const std::vector<BarrierPiece> pieces{
        piece(BarrierKind::voie_ferree, {{b.x + 1, b.y}, {d.x + 1, d.y}})};
    const Crossings found = find_crossings(town.graph(), merge_barriers(pieces, everywhere));
    REQUIRE(found.items.size() == 1);
    CHECK(found.items[CrossingIdx{0}].kind == CrossingKind::pont);
    CHECK(found.items[CrossingIdx{0}].edges.front() == town.edge('A', 'C'));
}

TEST_CASE("a bridge added never lengthens a run", "[enclavement][property]") {
    const std::vector<BarrierPiece> pieces{
        piece(BarrierKind::cours_eau, {{-1000, 0}, {0, 20}, {1000, 0}})};
    const Barriers barriers = merge_barriers(pieces, everywhere);
    double before =
        find_crossings(streets_at({}, bridge), barriers).by_barrier[BarrierIdx{0}].longest_run_m;
    const double whole = before;
    for (const auto& places :
         {std::initializer_list<double>{-300}, std::initializer_list<double>{-300, 500},
          std::initializer_list<double>{-300, 500, 0}}) {
        const double after = find_crossings(streets_at(places, bridge), barriers)
                                 .by_barrier[BarrierIdx{0}]
                                 .longest_run_m;
        CHECK(after <= before);
        before = after;
    }
    CHECK(before < whole);
}

}  // namespace lisiere::enclavement
