// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/line_changes.hpp"

#include "tests/engine/compare/small_edition.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::compare;
using namespace lisiere::test;

namespace {

struct SmallLine {
    std::string line;
    std::int64_t direction;
    double departures;
    std::string last;
};

Edition edition_of(const std::vector<SmallLine>& lines) {
    Edition edition;
    Table table = table_of("lignes", {{"code", ColumnType::text},
                                      {"periode", ColumnType::text},
                                      {"ligne", ColumnType::text},
                                      {"exploitant", ColumnType::text},
                                      {"mode", ColumnType::text},
                                      {"sens", ColumnType::integer},
                                      {"departs_h", ColumnType::real},
                                      {"dernier", ColumnType::text}});
    for (const SmallLine& one : lines)
        table.rows.push_back({std::string("QN1"), std::string("soiree"), one.line,
                              std::string("Bus"), std::string("bus"), one.direction, one.departures,
                              one.last});
    edition.tables = {table};
    return edition;
}

std::vector<PerimeterPair> one_pair() {
    PerimeterPair pair;
    pair.base = PerimeterFacts{"QN1", "La Lande", {}, {}, {}, {}};
    pair.next = pair.base;
    pair.compared = true;
    return {pair};
}

}  // namespace

TEST_CASE("a line is told with both directions together, and its last departure") {
    const auto lines = lines_changed(
        edition_of({{"3", 0, 2.0, "22:40"}, {"3", 1, 1.5, "23:10"}, {"7", 0, 1.0, "21:00"}}),
        edition_of({{"3", 1, 1.0, "20:50"}, {"7", 0, 1.0, "21:00"}}), one_pair());
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].line == "3");
    CHECK(lines[0].base == Approx(2.0 + 1.5));
    CHECK(lines[0].next == Approx(1.0));
    CHECK(lines[0].base_last == "23:10");
    CHECK(lines[0].next_last == "20:50");
}

TEST_CASE("a line that comes into reach has no former departures") {
    const auto lines =
        lines_changed(edition_of({}), edition_of({{"9", 0, 4.0, "22:00"}}), one_pair());
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].base == 0);
    CHECK(lines[0].base_last.empty());
}
