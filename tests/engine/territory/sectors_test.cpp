// SPDX-License-Identifier: Apache-2.0
#include "engine/territory/sectors.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using test::rectangle;

namespace {

/// Two sectors either side of x = 1000, each 1 km by 1 km, and what lies in them.
struct Plain {
    std::vector<Sector> sectors{{"Ouest", rectangle(0, 0, 1000, 1000)},
                                {"Est", rectangle(1000, 0, 2000, 1000)}};
    Territory territory;
    Notices notices;

    std::string of_perimeter(const Maybe<geo::MultiPolygon>& shape) {
        Perimeter perimeter;
        perimeter.shape = shape;
        territory.perimeters = {};
        territory.perimeters.push_back(perimeter);
        assign_sectors(sectors, territory, notices);
        return territory.perimeters[PerimeterIdx{0}].sector;
    }
    std::string of_commune(const geo::MultiPolygon& shape) {
        territory.communes = {};
        territory.communes.push_back({"59001", "Bourg", "", shape, ""});
        assign_sectors(sectors, territory, notices);
        return territory.communes[CommuneIdx{0}].sector;
    }
};

}  // namespace

TEST_CASE("a perimeter is of the sector that holds most of it", "[territory]") {
    Plain plain;
    CHECK(plain.of_perimeter(rectangle(900, 0, 1300, 100)) == "Est");    // 300 m of 400
    CHECK(plain.of_perimeter(rectangle(600, 0, 1300, 100)) == "Ouest");  // 400 m of 700
}

TEST_CASE("a perimeter that lies mostly in no sector, or that nobody has drawn, has none",
          "[territory]") {
    Plain plain;
    CHECK(plain.of_perimeter(rectangle(-300, 0, 200, 100)).empty());     // 200 m of 500
    CHECK(plain.of_perimeter(rectangle(-200, 0, 300, 100)) == "Ouest");  // 300 m of 500
    CHECK(plain.of_perimeter(rectangle(-400, 0, 100, 100)).empty());
    CHECK(plain.of_perimeter(Absence::hors_couverture).empty());
    CHECK(plain.notices.items().empty());
}

TEST_CASE("areas of one name are one sector", "[territory]") {
    Plain plain;
    plain.sectors.push_back({"Ouest", rectangle(2000, 0, 3000, 1000)});
    // 400 m in the east, 300 + 250 m in the two parts of the west.
    plain.sectors[1].shape = rectangle(1300, 0, 1700, 1000);
    plain.sectors[2].shape = rectangle(1700, 0, 1950, 1000);
    plain.sectors[0].shape = rectangle(1000, 0, 1300, 1000);
    CHECK(plain.of_perimeter(rectangle(1000, 0, 1950, 1000)) == "Ouest");
}

TEST_CASE("a commune cut between sectors goes whole to the greater part, and it is told",
          "[territory]") {
    Plain plain;
    CHECK(plain.of_commune(rectangle(995, 0, 2000, 1000)) ==
          "Est");  // 5 m of 1,005: one line twice
    CHECK(plain.notices.items().empty());
    CHECK(plain.of_commune(rectangle(700, 0, 1700, 1000)) == "Est");
    REQUIRE(plain.notices.count("commune_entre_secteurs") == 1);
    CHECK(plain.notices.items().front().samples.front() ==
          Sample{{"code", "59001"}, {"nom", "Bourg"}, {"secteurs", "Est 70 %, Ouest 30 %"}});
}
