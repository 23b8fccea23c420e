// SPDX-License-Identifier: Apache-2.0
#include "engine/access/counted_supply.hpp"

#include "tests/support/catch.hpp"

namespace lisiere::access {
namespace {

Facility facility(CategoryIdx category, double capacity = 0, double number = 1) {
    Facility one;
    one.category = category;
    one.capacity_known = capacity != 0;
    one.capacity = one.capacity_known ? capacity : 1;
    one.number = number;
    return one;
}

constexpr CategoryIdx hospital{0U};
constexpr CategoryIdx doctor{1U};

}  // namespace

TEST_CASE("capacities count where all of a category have one, else the number of facilities",
          "[access]") {
    IndexedVector<FacilityIdx, Facility> all(
        std::vector<Facility>{facility(hospital, 400), facility(hospital, 200),
                              facility(doctor, 0, 3), facility(doctor)});
    const CountedSupply beds = counted_supply(all, hospital);
    CHECK(beds.in_capacity);
    CHECK(beds.of.items() == std::vector<double>{400, 200, 0, 0});
    const CountedSupply doctors = counted_supply(all, doctor);
    CHECK_FALSE(doctors.in_capacity);
    CHECK(doctors.of.items() == std::vector<double>{0, 0, 3, 1});

    // One hospital whose beds nobody knows: 3 hospitals, not 601 of anything.
    all.push_back(facility(hospital));
    const CountedSupply mixed = counted_supply(all, hospital);
    CHECK_FALSE(mixed.in_capacity);
    CHECK(mixed.of.items() == std::vector<double>{1, 1, 0, 0, 1});
    Notices notices;
    note_part_of_capacities(mixed, "offre_flottante", "hopital", notices);
    note_part_of_capacities(beds, "offre_flottante", "hopital", notices);
    note_part_of_capacities(doctors, "offre_flottante", "medecin", notices);
    REQUIRE(notices.items().size() == 1);
    CHECK(notices.items()[0].code == "capacites_incompletes");
    CHECK(notices.items()[0].samples ==
          std::vector<Sample>{{{"categorie", "hopital"}, {"connues", 2}, {"toutes", 3}}});
    CHECK(notices.count("capacites_incompletes") == 1);
}

TEST_CASE("a capacity that is no number above 0 is none", "[access]") {
    CHECK_FALSE(has_capacity(facility(hospital)));
    CHECK_FALSE(has_capacity(facility(hospital, -5)));
    CHECK(has_capacity(facility(hospital, 0.5)));
}

}  // namespace lisiere::access
