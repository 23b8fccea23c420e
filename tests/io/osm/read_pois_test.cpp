// SPDX-License-Identifier: Apache-2.0
#include "io/osm/read_pois.hpp"

#include "tests/io/osm/osm_text.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

namespace {

struct Reading {
    std::vector<access::Facility> facilities;
    Notices notices;
    io::Categories categories = io::read_categories();

    explicit Reading(const std::string& inside) {
        const TempFolder folder;
        facilities = io::read_osm_facilities(folder.write("lieux.osm", osm_xml(inside)), categories,
                                             hundred_metres, notices);
    }
    std::string category(std::size_t i) const {
        return categories.list()[facilities[i].category].id;
    }
};

}  // namespace

TEST_CASE("a node with the tags of a category is a facility with its name", "[osm]") {
    const Reading reading(
        node(1, 2, 3, tag("amenity", "pharmacy") + tag("name", "Pharmacie du Lys")) +
        node(2, 0, 0, tag("amenity", "bench")) + node(3, 0, 0));
    REQUIRE(reading.facilities.size() == 1);
    CHECK(reading.facilities[0].id == "node/1");
    CHECK(reading.facilities[0].name == "Pharmacie du Lys");
    CHECK(reading.category(0) == "pharmacie");
    CHECK(reading.facilities[0].at.x == Approx(200));
    CHECK(reading.facilities[0].at.y == Approx(300));
    CHECK_FALSE(reading.facilities[0].capacity_known);
    CHECK(reading.notices.count("equipements_lus") == 1);
}

TEST_CASE("a building is a facility at its centroid, a multipolygon at that of its outer ring",
          "[osm]") {
    const std::string corners = node(1, 0, 0) + node(2, 2, 0) + node(3, 2, 2) + node(4, 0, 2);
    const Reading building(corners + way(5, {1, 2, 3, 4, 1}, tag("amenity", "pharmacy")));
    REQUIRE(building.facilities.size() == 1);
    CHECK(building.facilities[0].id == "way/5");
    CHECK(building.facilities[0].at.x == Approx(100));
    CHECK(building.facilities[0].at.y == Approx(100));
    const Reading parts(corners + way(5, {1, 2, 3}, "") + way(6, {3, 4, 1}, "") +
                        relation(8, {{5, "outer"}, {6, "outer"}},
                                 tag("type", "multipolygon") + tag("amenity", "pharmacy")));
    REQUIRE(parts.facilities.size() == 1);
    CHECK(parts.facilities[0].id == "relation/8");
    CHECK(parts.facilities[0].at.x == Approx(100));
}

TEST_CASE("an object of two categories is a facility of each", "[osm]") {
    const Reading reading(node(1, 0, 0, tag("amenity", "school") + tag("school:FR", "primaire")));
    REQUIRE(reading.facilities.size() == 2);
    CHECK(reading.category(0) != reading.category(1));
    CHECK(reading.facilities[0].id == reading.facilities[1].id);
}

TEST_CASE("a file without any facility says so", "[osm]") {
    const Reading reading(node(1, 0, 0, tag("natural", "tree")));
    CHECK(reading.facilities.empty());
    CHECK(reading.notices.count("aucun_equipement") == 1);
}
