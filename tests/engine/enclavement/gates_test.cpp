// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/gates.hpp"

#include "engine/enclavement/detour.hpp"
#include "engine/geo/measure.hpp"
#include "tests/engine/enclavement/grid_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

using test::everywhere;
using test::GridTown;
using test::tied;

geo::MultiPolygon square(double half) {
    return {{{{-half, -half}, {half, -half}, {half, half}, {-half, half}, {-half, -half}}, {}}};
}

/// Every cell one resident.
struct Residents {
    access::CellTies cells;
    access::CellGroup group;
};
Residents residents(const street::StreetGraph& graph, const std::vector<geo::Point>& places) {
    Residents result;
    result.cells.snaps =
        IndexedVector<census::CellIdx, std::optional<street::Snap>>(tied(graph, places));
    for (std::size_t i = 0; i < places.size(); ++i)
        result.group.cells.push_back({census::CellIdx{i}, 1});
    return result;
}

}  // namespace

TEST_CASE("on a grid every street through the rim is a gate", "[enclavement]") {
    const GridTown town{.side = 21};
    const street::StreetGraph lengths = length_graph(town.graph());
    const Residents people = residents(lengths, {{0, 0}, {200, 200}});
    const Rim rim = rim_of(square(250), people.group, people.cells, lengths, Barriers{});
    // Columns and rows at -200, -100, 0, 100, 200 leave on two sides each.
    CHECK(rim.gates.size() == 5 * 2 * 2);
    CHECK(*rim.gates_per_km == Approx(20 / (rim.length_m / 1000)));
    // Rim moved by 20 m: four sides of 500 m and four quarter circles.
    CHECK(rim.length_m == Approx(4 * 500 + 2 * 3.14159 * 20).epsilon(0.001));
    CHECK(rim.along_barriers == 0);
    // From the middle, the nearest gate is 270 m away.
    CHECK(*rim.residents_far == 0);
}

TEST_CASE("a street that runs along the rim is no gate", "[enclavement]") {
    const GridTown town{.side = 21};
    const street::StreetGraph lengths = length_graph(town.graph());
    const Residents people = residents(lengths, {{0, 0}});
    // The rim follows the axis of the streets at ±200 m: only the five streets that leave through
    // each side count.
    const Rim rim = rim_of(square(200), people.group, people.cells, lengths, Barriers{});
    CHECK(rim.gates.size() == 5 * 4);
}

TEST_CASE(
    "a quarter with one way out has one gate, far from most, and the rest of the rim as its gap",
    "[enclavement]") {
    GridTown town{.side = 21};
    town.keep = [](const geo::Point& a, const geo::Point& b) {
        const auto inside = [](const geo::Point& p) {
            return std::abs(p.x) < 250 && std::abs(p.y) < 250;
        };
        return inside(a) == inside(b) || (a.y == 0 && b.y == 0 && a.x > 0);
    };
    const street::StreetGraph lengths = length_graph(town.graph());
    const Residents people = residents(lengths, {{200, 0}, {200, 200}, {-200, 0}, {-200, -200}});
    const Rim rim = rim_of(square(250), people.group, people.cells, lengths, Barriers{});
    REQUIRE(rim.gates.size() == 1);
    CHECK(rim.gates.front().at.x == Approx(270));
    CHECK(*rim.largest_gap_m == Approx(rim.length_m));
    // Walks to the gate: 70, 270, 470, 670 m.
    CHECK(*rim.residents_far == Approx(2 / 4.0));
}

TEST_CASE("without any street through it a rim has no gate and everyone is far", "[enclavement]") {
    GridTown town{.side = 5};
    const street::StreetGraph lengths = length_graph(town.graph());
    const Residents people = residents(lengths, {{0, 0}});
    const Rim rim = rim_of(square(600), people.group, people.cells, lengths, Barriers{});
    CHECK(rim.gates.empty());
    CHECK(*rim.gates_per_km == 0);
    CHECK(*rim.largest_gap_m == Approx(rim.length_m));
    CHECK(*rim.residents_far == 1);
    const Rim empty = rim_of(square(600), {}, people.cells, lengths, Barriers{});
    CHECK(empty.residents_far == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("a rim with a railway along one of its sides runs along it for a quarter",
          "[enclavement]") {
    const GridTown town{.side = 5};
    const street::StreetGraph lengths = length_graph(town.graph());
    const Residents people = residents(lengths, {{0, 0}});
    const std::vector<street::BarrierPiece> pieces{
        town.barrier(street::BarrierKind::voie_ferree, {{280, -3000}, {280, 3000}}, "w1", "Ligne")};
    const Barriers barriers = merge_barriers(pieces, everywhere);
    const Rim rim = rim_of(square(250), people.group, people.cells, lengths, barriers);
    // The side, and 20 m around each of its corners (30 m + 20 m = 50 m).
    CHECK(rim.along_barriers == Approx((500 + 2 * 20) / 2000.0).margin(5 / 2000.0));
    CHECK(rim.along_kind.at(street::BarrierKind::voie_ferree) == Approx(rim.along_barriers));
}

}  // namespace lisiere::enclavement
