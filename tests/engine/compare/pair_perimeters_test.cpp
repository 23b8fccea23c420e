// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/pair_perimeters.hpp"

#include "tests/engine/compare/small_edition.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::compare;
using namespace lisiere::test;

namespace {

using Tie = PerimeterPair::Tie;

Edition edition_of(const std::vector<SmallPerimeter>& perimeters) {
    Edition edition = small_edition();
    edition.tables = {perimetres(perimeters)};
    return edition;
}

Table filiation(const std::string& former, const std::string& current, double of_former,
                double of_current) {
    Table table = table_of("filiation", {{"ancien_code", ColumnType::text},
                                         {"nouveau_code", ColumnType::text},
                                         {"classe", ColumnType::text},
                                         {"lien", ColumnType::boolean},
                                         {"part_surface_ancien", ColumnType::real},
                                         {"part_surface_nouveau", ColumnType::real},
                                         {"part_population_ancien", ColumnType::real},
                                         {"part_population_nouveau", ColumnType::real}});
    table.rows.push_back({former, current, std::string("modifié"), true, of_former, of_current,
                          of_former, of_current});
    return table;
}

}  // namespace

TEST_CASE("perimeters of one name and two codes are two perimeters") {
    const auto pairs = pair_perimeters(edition_of({{"QN1", "Verrerie", 0}}),
                                       edition_of({{"QN2", "Verrerie", 5000}}), {});
    REQUIRE(pairs.size() == 2);
    CHECK(pairs[0].tie == Tie::none);
    CHECK(pairs[1].tie == Tie::none);
    CHECK(!pairs[0].next);
    CHECK(!pairs[1].base);
}

TEST_CASE("one code on ground that shares nothing is two perimeters, told as homonyms") {
    const auto pairs = pair_perimeters(edition_of({{"VA-1", "La Lande", 0}}),
                                       edition_of({{"VA-1", "La Lande", 9000}}), {});
    REQUIRE(pairs.size() == 2);
    CHECK(pairs[0].homonym);
    CHECK(pairs[1].homonym);
}

TEST_CASE("a new code on the same ground is the same perimeter") {
    const auto pairs = pair_perimeters(edition_of({{"QN1", "La Lande", 0}}),
                                       edition_of({{"QN1A", "Les Landes", 10}}), {});
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].tie == Tie::ground);
    CHECK(pairs[0].renamed());
    CHECK(pairs[0].redrawn);
    CHECK(*pairs[0].area_of_base == Approx(390.0 / 400));
}

TEST_CASE("two generations are never one by their ground, but by their filiation") {
    const Edition base = edition_of({{"QP1", "La Lande", 0, 50, "2015"}});
    Edition next = edition_of({{"QN1", "La Lande", 0, 50, "2024"}});
    CHECK(pair_perimeters(base, next, {}).size() == 2);

    next.tables.push_back(filiation("QP1", "QN1", 0.8, 0.6));
    const auto pairs = pair_perimeters(base, next, {});
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].tie == Tie::lineage);
    CHECK(pairs[0].compared);
    CHECK(*pairs[0].people_of_base == 0.8);
    CHECK(*pairs[0].people_of_next == 0.6);

    const auto back = pair_perimeters(next, base, {});
    REQUIRE(back.size() == 1);
    CHECK(*back[0].people_of_base == 0.6);
    CHECK(*back[0].people_of_next == 0.8);
}

TEST_CASE("a small heir is told and its figures are not set beside those of its ancestor") {
    const Edition base = edition_of({{"QP1", "La Lande", 0, 50, "2015"}});
    Edition next = edition_of({{"QN1", "La Lande", 300, 50, "2024"}});
    next.tables.push_back(filiation("QP1", "QN1", 0.25, 0.25));
    const auto pairs = pair_perimeters(base, next, {});
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].tie == Tie::lineage);
    CHECK(!pairs[0].compared);
}

TEST_CASE("a redrawn perimeter keeps the people of the cells that both outlines hold") {
    Edition base = edition_of({{"QN1", "La Lande", 0}});
    Edition next = edition_of({{"QN1", "La Lande", 100}});
    Table cells = table_of("carreaux", {{"population", ColumnType::real}});
    cells.geometry_type = GeometryType::multipolygon;
    for (const double x : {0.0, 200.0, 400.0}) {
        cells.rows.push_back({x == 0 ? 30.0 : 10.0});
        cells.geometries.emplace_back(rectangle(x, 0, x + 200, 200));
    }
    base.tables.push_back(cells);
    next.tables.push_back(cells);
    const auto pairs = pair_perimeters(base, next, {});
    REQUIRE(pairs.size() == 1);
    // [0, 400] and [100, 500] share [100, 400]: half of the first cell and the whole second.
    CHECK(*pairs[0].people_of_base == Approx((30.0 / 2 + 10) / (30 + 10)));
    CHECK(*pairs[0].people_of_next == Approx((30.0 / 2 + 10) / (30.0 / 2 + 10 + 10.0 / 2)));
}

TEST_CASE("the same ground with its vertices told in another order is not redrawn") {
    const Edition base = edition_of({{"QN1", "La Lande", 0}});
    Edition next = base;
    next.tables[0].geometries[0] =
        geo::MultiPolygon{{{{400, 0}, {400, 400}, {0, 400}, {0, 0}, {400, 0}}, {}}};
    const auto pairs = pair_perimeters(base, next, {});
    REQUIRE(pairs.size() == 1);
    CHECK(!pairs[0].redrawn);
}

TEST_CASE("outlines of two CRS are not laid over one another") {
    const Edition base = edition_of({{"QN1", "La Lande", 0}});
    Edition next = edition_of({{"QN1", "La Lande", 500000}});
    next.tables[0].crs = {32631};
    const auto pairs = pair_perimeters(base, next, {});
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].tie == Tie::code);
    CHECK(!pairs[0].area_of_base);
}
