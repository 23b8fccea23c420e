// SPDX-License-Identifier: Apache-2.0
// Laws over towns drawn at random: what a bridge and a barrier may do to those around them.
#include <cmath>
#include <random>
#include <set>

#include "engine/street/tie_flags.hpp"
#include "tests/engine/enclavement/scene.hpp"

namespace lisiere::enclavement {
namespace {

using test::raw;
using test::Scene;
using test::worse;

constexpr double line_x = 50;

/// A town of 1.6 km with a railway through it, streets missing here and there, a few bridges.
struct RandomTown {
    Scene scene;
    std::mt19937 random;

    explicit RandomTown(unsigned seed) : random(seed) {
        scene.town.side = 17;
        scene.town.bridge_at = line_x;
        scene.town.keep = [seed](const geo::Point& a, const geo::Point& b) {
            if ((a.x < line_x) != (b.x < line_x)) return false;
            std::seed_seq of_street{static_cast<int>(seed), static_cast<int>(a.x + b.x),
                                    static_cast<int>(a.y + b.y)};
            std::mt19937 own(of_street);
            return own() % 10 < 8;
        };
        scene.places.clear();
        std::uniform_real_distribution<double> anywhere(-780, 780);
        for (int i = 0; i < 30; ++i) scene.places.push_back({anywhere(random), anywhere(random)});
        scene.shapes = {scene.square({-300, 0}), scene.square({300, 0})};
        scene.barriers = {scene.town.barrier(street::BarrierKind::voie_ferree,
                                             {{line_x, -2100}, {line_x, 2100}}, "w1", "Ligne")};
        scene.settings.index.draws = 5;
    }

    std::size_t pick(std::size_t below) { return random() % below; }

    /// A footbridge between a corner near the line and one on its other side, straight or slanting.
    void bridge() {
        const int side = scene.town.side;
        const int row = static_cast<int>(pick(static_cast<std::size_t>(side)));
        const int over = std::clamp(row + static_cast<int>(pick(5)) - 2, 0, side - 1);
        const int left = side / 2 - static_cast<int>(pick(2));
        const int right = side / 2 + 1 + static_cast<int>(pick(2));
        const auto node = [side](int column, int at) {
            return street::NodeIdx{static_cast<std::size_t>(at * side + column)};
        };
        street::EdgeInput edge;
        edge.from = node(left, row);
        edge.to = node(right, over);
        edge.line = {scene.town.corner(left, row), scene.town.corner(right, over)};
        edge.kind = "footway";
        // As a scenario adds it: nobody's door opens on it.
        edge.flags = static_cast<std::uint8_t>(street::WayFlag::bridge) | street::never_tied;
        edge.layer = 1;
        edge.speed_kmh = scene.town.speed_kmh;
        scene.more.push_back(edge);
    }
};

}  // namespace

TEST_CASE("a bridge added anywhere never worsens a raw measure of the index, nor the index",
          "[enclavement][property]") {
    std::size_t better = 0;
    std::set<std::string> moved;
    for (unsigned seed = 0; seed < 200; ++seed) {
        INFO("seed " << seed);
        RandomTown town(seed);
        for (std::size_t i = town.pick(6); i > 0; --i) town.bridge();
        const Enclosure before = town.scene.result();
        town.scene.keep_as_base(before);
        town.bridge();
        const Enclosure after = town.scene.result({}, &before);
        for (std::size_t m = 0; m < before.index.measures.size(); ++m) {
            const MeasureDefinition& definition = before.index.measures[m].definition;
            if (definition.weight == 0) continue;
            for (std::size_t c = 0; c < town.scene.places.size(); ++c) {
                const Maybe<double>& one = before.index.measures[m].values[c];
                const Maybe<double>& two = after.index.measures[m].values[c];
                INFO(definition.id << " at cell " << c << ", " << (one ? *one : -1) << " to "
                                   << (two ? *two : -1));
                CHECK_FALSE(worse(definition, two, one));
                if (worse(definition, one, two)) moved.insert(definition.id);
            }
        }
        for (std::size_t c = 0; c < town.scene.places.size(); ++c) {
            REQUIRE(before.index.index[c].has_value() == after.index.index[c].has_value());
            if (!before.index.index[c]) continue;
            INFO("cell " << c);
            CHECK(*after.index.index[c] <= *before.index.index[c] + 1e-9);
            if (*after.index.index[c] < *before.index.index[c] - 1) ++better;
        }
    }
    // The law is not empty: many gain, by every measure that a bridge can better.
    CHECK(better > 500);
    CHECK(moved == std::set<std::string>{"acces_perdu_15", "entrees_km_300", "detour_median",
                                         "detour_ferme_part", "pedshed_15"});
}

namespace {

constexpr double west_x = -1950;

/// A town of 5 km with its places west and east, the streets over x = -1950 on bridges. `cut`: a
/// railway lies under them and all but a few are gone.
Scene wide_town(unsigned seed, bool cut) {
    Scene scene;
    scene.town.side = 51;
    scene.town.bridge_at = west_x;
    scene.town.keep = [seed, cut](const geo::Point& a, const geo::Point& b) {
        std::seed_seq of_street{static_cast<int>(seed), static_cast<int>(a.x + b.x),
                                static_cast<int>(a.y + b.y)};
        std::mt19937 own(of_street);
        const bool there = own() % 10 < 8;
        const bool over = (a.x < west_x) != (b.x < west_x);
        return there && !(cut && over && own() % 10 < 9);
    };
    if (cut)
        scene.barriers = {scene.town.barrier(street::BarrierKind::voie_ferree,
                                             {{west_x, -3000}, {west_x, 3000}}, "w1", "Ligne")};
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> along(-1500, 1500);
    std::uniform_real_distribution<double> near_line(-2450, -1000);
    std::uniform_real_distribution<double> far_east(400, 2400);
    scene.places.clear();
    for (int i = 0; i < 8; ++i) scene.places.push_back({near_line(random), along(random)});
    for (int i = 0; i < 8; ++i) scene.places.push_back({far_east(random), along(random)});
    scene.shapes = {scene.square({-1700, 0}), scene.square({1400, 0})};
    scene.settings.index.draws = 5;
    return scene;
}

}  // namespace

TEST_CASE("a railway planted anywhere never betters a raw measure, and moves none out of reach",
          "[enclavement][property]") {
    std::size_t worsened = 0;
    std::size_t moved = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
        INFO("seed " << seed);
        const Scene open = wide_town(seed, false);
        Scene cut = wide_town(seed, true);
        Scene base = open;
        const Enclosure before = base.result();
        const Enclosure after = cut.result({}, &before);
        // Whoever lived beside a street that the railway takes is tied elsewhere: another place.
        const auto tied_before = test::tied(open.town.graph(), open.places);
        const auto tied_after = test::tied(cut.town.graph(), open.places);
        std::vector<bool> stays(open.places.size());
        for (std::size_t c = 0; c < stays.size(); ++c) {
            stays[c] = tied_before[c] && tied_after[c] && tied_before[c]->at == tied_after[c]->at;
            if (!stays[c]) ++moved;
        }
        for (std::size_t m = 0; m < before.index.measures.size(); ++m) {
            const MeasureDefinition& definition = before.index.measures[m].definition;
            if (definition.weight == 0) continue;
            for (std::size_t c = 0; c < open.places.size(); ++c) {
                if (!stays[c]) continue;
                const Maybe<double>& one = before.index.measures[m].values[c];
                const Maybe<double>& two = after.index.measures[m].values[c];
                INFO(definition.id << " at cell " << c << ", " << (one ? *one : -1) << " to "
                                   << (two ? *two : -1));
                CHECK_FALSE(worse(definition, one, two));
                if (worse(definition, two, one)) ++worsened;
                // A walk of 3,000 m to a target 1,650 m away that touches the line from a place at
                // d is at least d + (d - 1,650) m long: none from beyond 2,325 m.
                if (open.places[c].x - west_x > 2325) {
                    const bool same = one && two ? std::abs(*one - *two) < 1e-9 : one == two;
                    CHECK(same);
                }
            }
        }
        for (std::size_t c = 0; c < open.places.size(); ++c) {
            if (!stays[c]) continue;
            REQUIRE(before.index.index[c]);
            REQUIRE(after.index.index[c]);
            CHECK(*after.index.index[c] >= *before.index.index[c] - 1e-9);
        }
    }
    CHECK(worsened > 500);
    CHECK(moved < 20);
}

}  // namespace lisiere::enclavement
