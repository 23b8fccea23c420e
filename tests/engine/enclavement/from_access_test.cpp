// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/from_access.hpp"

#include "tests/support/catch.hpp"

namespace lisiere::enclavement {

TEST_CASE("supply in reach becomes measures, a heavy stop beyond the search is none within 500 m",
          "[enclavement]") {
    IndexedVector<census::CellIdx, access::CellSupply> supply;
    access::CellSupply near;
    near.departures_per_hour = {12.0, 3.0};
    near.nearest = access::NearestStop{transit::StopIdx{0}, 3, 240};
    near.nearest_heavy = access::NearestStop{transit::StopIdx{1}, 6, 500};
    access::CellSupply far = near;
    far.departures_per_hour = {0.0, Absence::non_disponible};
    far.nearest = Absence::au_dela;
    far.nearest_heavy = Absence::au_dela;
    access::CellSupply none;
    none.departures_per_hour = {Absence::non_disponible, Absence::non_disponible};
    supply.push_back(near);
    supply.push_back(far);
    supply.push_back(none);
    std::vector<transit::Period> periods(2);
    periods[0].id = "pointe_matin";
    periods[1].id = "dimanche";
    const std::vector<CellMeasure> measures = supply_measures(supply, periods);
    REQUIRE(measures.size() == 4);
    CHECK(measures[0].id == "departs_h_pointe_matin");
    CHECK(*measures[0].values[0] == 12);
    CHECK(*measures[0].values[1] == 0);
    CHECK(measures[1].id == "departs_h_dimanche");
    CHECK(measures[1].values[1] == Maybe<double>(Absence::non_disponible));
    CHECK(*measures[2].values[0] == 3);
    CHECK(measures[2].values[1] == Maybe<double>(Absence::au_dela));
    CHECK(*measures[3].values[0] == 1);
    CHECK(*measures[3].values[1] == 0);
    CHECK(measures[3].values[2] == Maybe<double>(Absence::non_disponible));
}

TEST_CASE("times to places become measures, those that were not asked for are left out",
          "[enclavement]") {
    access::DestinationTimes centre;
    centre.minutes.walk = {12.0, Absence::au_dela};
    const std::vector<CellMeasure> measures = remoteness_measures(nullptr, &centre, {}, {0.4, 0.7});
    REQUIRE(measures.size() == 2);
    CHECK(measures[0].id == "centre_marche_min");
    CHECK(measures[0].values == centre.minutes.walk);
    CHECK(measures[1].id == "panier_tc_part");
}

TEST_CASE("the road to the centre is its time by car, where there is a centre and cars",
          "[enclavement]") {
    CHECK(road_measures({}, nullptr).empty());
    access::DestinationTimes centre;
    CHECK(road_measures({}, &centre).empty());
    centre.minutes.driving = {12.5, Absence::au_dela};
    const std::vector<CellMeasure> measures = road_measures({}, &centre);
    REQUIRE(measures.size() == 1);
    CHECK(measures[0].id == "centre_voiture_min");
    CHECK(measures[0].values == centre.minutes.driving);
}

}  // namespace lisiere::enclavement
