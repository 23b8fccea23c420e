// SPDX-License-Identifier: Apache-2.0
#include "engine/access/ties.hpp"

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

/// One street of 80 m; q is 20 m from it, p and r are 80 m away.
const char* const picture = R"(
    p       r





        q

    A-------B
)";

street::SnapOptions within_50_m() {
    street::SnapOptions options;
    options.limit = Metres{50};
    options.large_component = 1;
    return options;
}

}  // namespace

TEST_CASE("cells too far from the streets are untied, counted and named", "[access]") {
    const Town town(picture);
    auto population = residents(town, "pqr");
    population.source = "carreaux";
    population.cells[census::CellIdx{1}].people = 960;
    population.cells[census::CellIdx{2}].people = 40 - 27;
    population.cells[census::CellIdx{0}].people = 27;
    const street::Snapper snapper(town.graph(), within_50_m());
    for (const unsigned threads : {1U, 2U, 7U}) {
        Notices notices;
        const CellTies tied = snap_cells(population, snapper, {threads}, notices);
        CHECK_FALSE(tied.snaps[census::CellIdx{0}]);
        REQUIRE(tied.snaps[census::CellIdx{1}]);
        CHECK(tied.snaps[census::CellIdx{1}]->off_m == Approx(20));
        CHECK_FALSE(tied.snaps[census::CellIdx{2}]);
        CHECK(tied.people == Approx(1000));
        CHECK(tied.people_untied == Approx(27 + 13));
        REQUIRE(notices.items().size() == 1);
        CHECK(notices.items()[0].code == "carreaux_non_rattaches");
        CHECK(notices.items()[0].layer == "carreaux");
        CHECK(notices.items()[0].count == 2);
        CHECK(notices.items()[0].samples == std::vector<Sample>{"p", "r"});
        CHECK(notices.items()[0].values == NamedValues{{"infime", "non"}, {"part", 4.0}});
    }
}

TEST_CASE("when every cell is tied there is no notice", "[access]") {
    const Town town(picture);
    Notices notices;
    CHECK(
        snap_cells(residents(town, "q"), street::Snapper(town.graph(), within_50_m()), {1}, notices)
            .people_untied == 0);
    CHECK(notices.items().empty());
}

TEST_CASE("facilities are filed by category; untied ones stay known", "[access]") {
    const Town town(picture);
    IndexedVector<FacilityIdx, Facility> facilities(3);
    const std::string places = "qrq";
    for (std::size_t i = 0; i < 3; ++i) {
        Facility& facility = facilities[FacilityIdx{i}];
        facility.id = std::to_string(i);
        facility.at = town.place(places[i]);
        facility.category = CategoryIdx{i == 2 ? 0U : 1U};
        facility.source = "bpe";
    }
    Notices notices;
    const auto sites =
        category_sites(facilities, 3, street::Snapper(town.graph(), within_50_m()), {1}, notices);
    REQUIRE(sites.size() == 3);
    CHECK(sites[CategoryIdx{0}].facilities == std::vector<FacilityIdx>{FacilityIdx{2}});
    CHECK(sites[CategoryIdx{1}].facilities == std::vector<FacilityIdx>{FacilityIdx{0}});
    CHECK(sites[CategoryIdx{1}].known == 2);
    CHECK(sites[CategoryIdx{2}].known == 0);
    CHECK(notices.count("equipements_non_rattaches") == 1);
    CHECK(notices.items()[0].samples == std::vector<Sample>{"1"});
}
