// SPDX-License-Identifier: Apache-2.0
// Towns in which one thing is planted: what must move moves, as far as it must, and nothing else.
#include <cmath>
#include <functional>
#include <map>

#include "tests/engine/enclavement/scene.hpp"
#include "tests/support/shapes.hpp"

namespace lisiere::enclavement {
namespace {

using test::of;
using test::Scene;
using test::worse;

/// A street between two corners of the grid, as a way of this kind.
street::EdgeInput street_between(const Scene& scene, geo::Point a, geo::Point b, std::string kind,
                                 street::WayFlag flag, std::int8_t layer) {
    const auto node = [&](geo::Point p) {
        const double middle = (scene.town.side - 1) / 2.0;
        const auto column = static_cast<std::size_t>(p.x / scene.town.block_m + middle);
        const auto row = static_cast<std::size_t>(p.y / scene.town.block_m + middle);
        return street::NodeIdx{row * static_cast<std::size_t>(scene.town.side) + column};
    };
    street::EdgeInput edge;
    edge.from = node(a);
    edge.to = node(b);
    edge.line = {a, b};
    edge.kind = std::move(kind);
    edge.flags = static_cast<std::uint8_t>(flag);
    edge.layer = layer;
    edge.speed_kmh = scene.town.speed_kmh;
    return edge;
}

/// Cells whose value of a measure differs between two towns.
std::vector<geo::Point> moved(const Scene& scene, const Enclosure& before, const Enclosure& after,
                              const std::string& id) {
    std::vector<geo::Point> found;
    for (std::size_t m = 0; m < before.index.measures.size(); ++m) {
        if (before.index.measures[m].definition.id != id) continue;
        for (std::size_t c = 0; c < scene.places.size(); ++c) {
            const Maybe<double>& one = before.index.measures[m].values[c];
            const Maybe<double>& two = after.index.measures[m].values[c];
            // A line cut in two is as long as it was but for the last digits.
            const bool same = one && two ? std::abs(*one - *two) < 1e-6 : one == two;
            if (!same) found.push_back(scene.places[c]);
        }
    }
    return found;
}

/// Some cells move, and all that do lie where they may.
void moves_only(const Scene& scene, const Enclosure& before, const Enclosure& after,
                const std::string& id, const std::function<bool(const geo::Point&)>& may) {
    INFO(id);
    const auto found = moved(scene, before, after, id);
    CHECK_FALSE(found.empty());
    for (const geo::Point& p : found) {
        INFO(p.x << " " << p.y);
        CHECK(may(p));
    }
}

const char* const of_barriers[] = {"coupures_m_300", "coupures_km_km2_1000"};
const char* const of_streets[] = {"entrees_km_300",    "detour_median", "detour_p90",
                                  "detour_ferme_part", "pedshed_15",    "detour_300",
                                  "impasses_part_400", "maillage_400",  "acces_unique"};

/// The town parted by a motorway in a trench along x = 250: no street over it.
Scene trench() {
    Scene scene;
    scene.town.keep = test::cut_at(250, {});
    scene.barriers = {scene.town.barrier(street::BarrierKind::autoroute,
                                         {{250, -2100}, {250, 2100}}, "w1", "A1")};
    for (street::BarrierPiece& piece : scene.barriers) piece.layer = -1;
    return scene;
}

}  // namespace

TEST_CASE("a motorway trench closes both banks, and lengthens nothing a mile and a half away",
          "[enclavement][planted]") {
    Scene scene;
    const Enclosure open = scene.result();
    Scene cut_scene = trench();
    const Enclosure cut = cut_scene.result();
    for (const char* id : {"detour_median", "detour_p90", "detour_ferme_part"})
        // Targets lie up to 1,500 m away, moved by 150 m at most.
        moves_only(scene, open, cut, id,
                   [](const geo::Point& p) { return std::abs(p.x - 250) < 1650; });
    moves_only(scene, open, cut, "coupures_m_300",
               [](const geo::Point& p) { return std::abs(p.x - 250) < 300; });
    moves_only(scene, open, cut, "entrees_km_300",
               [](const geo::Point& p) { return std::abs(p.x - 250) < 600; });
    // 15 minutes at 4.8 km/h: 1,200 m, and 50 m beside the street.
    moves_only(scene, open, cut, "pedshed_15",
               [](const geo::Point& p) { return std::abs(p.x - 250) < 1300; });
    // Half of the town is cut off from its body, the larger western part: all of it, nothing else.
    moves_only(scene, open, cut, "acces_unique", [](const geo::Point& p) { return p.x > 250; });
    CHECK(cut.fabric.crossings.items.empty());
    CHECK(*of(cut.fabric.perimeters[0], "coupe_minimale") == 0);
    CHECK(*of(open.fabric.perimeters[0], "coupe_minimale") > 10);
}

TEST_CASE("an underpass opens the trench near it: crossings, detours and the longest run",
          "[enclavement][planted]") {
    Scene closed = trench();
    const Enclosure before = closed.result();
    Scene scene = trench();
    scene.more = {
        street_between(scene, {200, 0}, {300, 0}, "footway", street::WayFlag::tunnel, -2)};
    const Enclosure after = scene.result();
    REQUIRE(after.fabric.crossings.items.size() == 1);
    const Crossing& underpass = after.fabric.crossings.items[CrossingIdx{0}];
    CHECK(underpass.kind == CrossingKind::passage_souterrain);
    CHECK(geo::distance(underpass.at, {250, 0}) < 0.01);
    CHECK(underpass.way_round_m == Maybe<double>(Absence::non_desservi));
    for (const char* id : of_barriers) CHECK(moved(scene, before, after, id).empty());
    moves_only(scene, before, after, "franchissements_km_1000",
               [](const geo::Point& p) { return std::hypot(p.x - 250, p.y) <= 1000; });
    moves_only(scene, before, after, "sans_franchissement_m_500",
               [](const geo::Point& p) { return std::abs(p.x - 250) <= 500; });
    // 4,200 m of trench are 2,100 m on either side of the underpass.
    CHECK(after.fabric.crossings.by_barrier[BarrierIdx{0}].longest_run_m == Approx(2100));
    CHECK(before.fabric.crossings.by_barrier[BarrierIdx{0}].longest_run_m == Approx(4200));
    // Nobody's detour gets longer, and only those that look over the trench gain.
    for (const char* id : {"detour_median", "detour_p90", "detour_ferme_part"})
        moves_only(scene, before, after, id,
                   [](const geo::Point& p) { return std::abs(p.x - 250) < 1650; });
    CHECK(*of(after.fabric.perimeters[0], "coupe_minimale") == 1);
    // The only way over: everyone in the east still hangs by one street.
    CHECK(moved(scene, before, after, "acces_unique").empty());
}

TEST_CASE("a barrier cut where the streets read end changes nothing for those who see no further",
          "[enclavement][planted]") {
    // A railway crossed at y = -1,500, -700, 100 and 900, and then no more; streets were read up to
    // y = 1,200.
    Scene whole;
    whole.line({-1500, -700, 100, 900});
    Scene scene = whole;
    scene.surveyed = lisiere::test::rectangle(-2100, -2100, 2100, 1200);
    const Enclosure before = whole.result();
    const Enclosure after = scene.result();
    const auto to_cut = [](const geo::Point& p) {
        return std::hypot(p.x - 250, std::max(1200 - p.y, 0.0));
    };
    moves_only(scene, before, after, "coupures_m_300",
               [&](const geo::Point& p) { return to_cut(p) < 300; });
    moves_only(scene, before, after, "coupures_km_km2_1000",
               [&](const geo::Point& p) { return to_cut(p) < 1000; });
    moves_only(scene, before, after, "franchissements_km_1000",
               [&](const geo::Point& p) { return to_cut(p) < 1000; });
    // The run beyond the last bridge was 1,200 m to where nobody looked: 300 m are left of it.
    moves_only(scene, before, after, "sans_franchissement_m_500", [](const geo::Point& p) {
        return std::hypot(p.x - 250, std::max(900 - p.y, 0.0)) <= 500;
    });
    for (std::size_t m = 0; m < before.index.measures.size(); ++m)
        if (before.index.measures[m].definition.id == "sans_franchissement_m_500")
            for (std::size_t c = 0; c < scene.places.size(); ++c)
                CHECK_FALSE(worse(after.index.measures[m].definition,
                                  after.index.measures[m].values[c],
                                  before.index.measures[m].values[c]));
    for (const char* id : of_streets) CHECK(moved(scene, before, after, id).empty());
    CHECK(before.fabric.crossings.by_barrier[BarrierIdx{0}].longest_run_m == Approx(2100 - 900));
    CHECK(after.fabric.crossings.by_barrier[BarrierIdx{0}].longest_run_m == Approx(800));
    CHECK(after.fabric.barriers.barriers[BarrierIdx{0}].length_m == Approx(2100 + 1200));
    CHECK(after.fabric.notices.count("coupure_decoupee") == 1);
}

TEST_CASE("a footbridge and a road bridge move the same figures, under other names",
          "[enclavement][planted]") {
    std::map<std::string, Enclosure> results;
    for (const std::string kind : {"footway", "residential"}) {
        Scene scene = trench();
        street::EdgeInput bridge =
            street_between(scene, {200, 300}, {300, 300}, kind, street::WayFlag::bridge, 1);
        if (kind == "footway") bridge.flags |= static_cast<std::uint8_t>(street::WayFlag::footway);
        scene.more = {bridge,
                      street_between(scene, {200, 0}, {300, 0}, kind, street::WayFlag::bridge, 1)};
        results.emplace(kind, scene.result());
    }
    const Enclosure& foot = results.at("footway");
    const Enclosure& road = results.at("residential");
    CHECK(foot.fabric.crossings.items[CrossingIdx{0}].kind == CrossingKind::pont);
    CHECK(foot.fabric.crossings.items[CrossingIdx{1}].kind == CrossingKind::passerelle);
    CHECK(road.fabric.crossings.items[CrossingIdx{1}].kind == CrossingKind::pont);
    CHECK(foot.index.index == road.index.index);
    // Each is the way round the other: 300 m along one bank, 100 m over, 300 m back.
    for (const Crossing& crossing : foot.fabric.crossings.items)
        CHECK(*crossing.way_round_m == Approx(700));
    CHECK(*of(foot.fabric.perimeters[0], "coupe_minimale") == 2);
}

TEST_CASE("an estate behind one access is held by it, and no barrier is invented",
          "[enclavement][planted]") {
    Scene scene;
    const Enclosure open = scene.result();
    Scene estate;
    const auto inside = [](const geo::Point& p) {
        return std::abs(p.x) < 320 && std::abs(p.y) < 320;
    };
    const auto access = [](const geo::Point& a, const geo::Point& b) {
        return a.y == 0 && b.y == 0 && std::min(a.x, b.x) == 300;
    };
    estate.town.keep = [=](const geo::Point& a, const geo::Point& b) {
        return inside(a) == inside(b) || access(a, b);
    };
    const Enclosure closed = estate.result();
    for (const char* id : of_barriers) CHECK(moved(scene, open, closed, id).empty());
    moves_only(scene, open, closed, "acces_unique", [&](const geo::Point& p) {
        // A cell is on its nearest street, up to 50 m away.
        return std::abs(p.x) < 350 && std::abs(p.y) < 350;
    });
    CHECK(*of(closed.fabric.perimeters[0], "coupe_minimale") == 1);
    CHECK(*of(closed.fabric.perimeters[1], "portes_km") ==
          *of(open.fabric.perimeters[1], "portes_km"));
}

TEST_CASE("a dead end shows in the form of the network within a walk of 400 m, nowhere else",
          "[enclavement][planted]") {
    Scene scene;
    const Enclosure open = scene.result();
    Scene planted;
    // The corner (300, 0) keeps one street of its four.
    planted.town.keep = [](const geo::Point& a, const geo::Point& b) {
        const geo::Point end{300, 0};
        return (a != end && b != end) || (a.y == 0 && b.y == 0 && std::min(a.x, b.x) == 300);
    };
    const Enclosure after = planted.result();
    for (const char* id : of_barriers) CHECK(moved(scene, open, after, id).empty());
    const auto within = [](double metres) {
        // Cells are tied to streets up to 50 m away; a walk is longer than the straight line.
        return [metres](const geo::Point& p) { return std::hypot(p.x - 300, p.y) <= metres + 50; };
    };
    moves_only(scene, open, after, "impasses_part_400", within(500));
    moves_only(scene, open, after, "maillage_400", within(500));
    CHECK(*of(after.fabric.perimeters[1], "impasses_part") ==
          *of(open.fabric.perimeters[1], "impasses_part"));
    CHECK(of(after.fabric.perimeters[1], "coupe_minimale") ==
          of(open.fabric.perimeters[1], "coupe_minimale"));
}

TEST_CASE("the same town gives the same figures: what is compared above moves by what is planted",
          "[enclavement][planted]") {
    Scene scene;
    const Enclosure one = scene.result();
    const Enclosure two = scene.result();
    for (const char* id : of_streets) CHECK(moved(scene, one, two, id).empty());
}

}  // namespace lisiere::enclavement
