// SPDX-License-Identifier: Apache-2.0
#include "engine/territory/locate.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;

namespace {

geo::MultiPolygon box(double x0, double y0, double x1, double y1) {
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

Perimeter quarter(std::string id, PerimeterKind kind, geo::MultiPolygon shape) {
    Perimeter perimeter;
    perimeter.id = std::move(id);
    perimeter.kind = kind;
    perimeter.shape = std::move(shape);
    return perimeter;
}

/// A QPV and a watched quarter that share 100 m, a quarter known by name only, two communes and
/// their IRIS either side of x = 1000.
struct Town {
    IndexedVector<PerimeterIdx, Perimeter> perimeters;
    IndexedVector<CommuneIdx, Commune> communes;
    std::vector<CodedArea> iris;

    Town() {
        perimeters.push_back(quarter("VA-b", PerimeterKind::veille_active, box(200, 0, 400, 100)));
        perimeters.push_back(
            quarter("QP2", PerimeterKind::quartier_prioritaire, box(0, 0, 300, 100)));
        perimeters.push_back(quarter("QP1", PerimeterKind::quartier_prioritaire, {}));
        communes.push_back({"59002", "Est", "", box(1000, -5000, 9000, 5000), ""});
        communes.push_back({"59001", "Ouest", "", box(-9000, -5000, 1000, 5000), ""});
        iris.push_back({"590020101", box(1000, -5000, 9000, 5000)});
        iris.push_back({"590010101", box(-9000, -5000, 1000, 5000)});
    }
    Locator locator(const LocateOptions& options = {}) const {
        return Locator(perimeters, communes, iris, options);
    }
};

}  // namespace

TEST_CASE("a point in two perimeters lists both, priority quarters first", "[territory]") {
    const Town town;
    Locator::Scratch scratch;
    const Location at = town.locator().locate({250, 50}, scratch);
    REQUIRE(at.within.size() == 2);
    CHECK(town.perimeters[at.within[0]].id == "QP2");
    CHECK(town.perimeters[at.within[1]].id == "VA-b");
    CHECK(at.distance.value() == 0);
    CHECK_FALSE(at.band);  // the band lies outside the quarter
}

TEST_CASE("the band is the narrowest that reaches the point, rim included", "[territory]") {
    const Town town;
    Locator::Scratch scratch;
    const Locator locator = town.locator();
    CHECK(locator.locate({300 + 0.5, 50}, scratch).band == Metres{300});
    CHECK(locator.locate({300 + 300, 50}, scratch).band == Metres{300});
    CHECK(locator.locate({300 + 300.001, 50}, scratch).band == Metres{500});
    CHECK(locator.locate({300 + 500, 50}, scratch).band == Metres{500});
    CHECK_FALSE(locator.locate({300 + 500.001, 50}, scratch).band);
    // 3-4-5: off the corner (300, 100).
    const Location corner = locator.locate({300 + 180, 100 + 240}, scratch);
    CHECK(corner.distance.value() == 300);
    CHECK(corner.band == Metres{300});
}

TEST_CASE("bands are drawn round priority quarters whatever the priority geography of the run",
          "[territory]") {
    const Town town;
    LocateOptions both;
    both.priority.push_back(PerimeterKind::veille_active);
    Locator::Scratch scratch;
    const Location at = town.locator(both).locate({450, 50}, scratch);
    CHECK(town.perimeters[at.nearest].id == "VA-b");
    CHECK(at.distance.value() == 450 - 400);
    CHECK(at.band == Metres{300});  // 150 m from QP2
    const Location watched = town.locator(both).locate({400, 50}, scratch);
    CHECK(watched.distance.value() == 0);
    CHECK(watched.band == Metres{300});
}

TEST_CASE("on the limit of two communes, the smaller code, for the IRIS as well", "[territory]") {
    const Town town;
    Locator::Scratch scratch;
    const Location at = town.locator().locate({1000, 2000}, scratch);
    CHECK(town.communes[at.commune].code == "59001");
    CHECK(town.iris[*at.iris].code == "590010101");
    const Location far = town.locator().locate({1000, 5001}, scratch);
    CHECK_FALSE(far.commune.valid());
    CHECK_FALSE(far.iris);
}

TEST_CASE("without any perimeter that has a shape there is no nearest one", "[territory]") {
    Town town;
    for (Perimeter& perimeter : town.perimeters) perimeter.shape = Absence::hors_couverture;
    Locator::Scratch scratch;
    const Location at = town.locator().locate({250, 50}, scratch);
    CHECK(at.within.empty());
    CHECK_FALSE(at.nearest.valid());
    CHECK_FALSE(at.band);
}
