// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/places.hpp"

#include "tests/engine/compare/small_edition.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::compare;
using namespace lisiere::test;

namespace {

using Kind = PlaceChange::Kind;

std::vector<PlaceChange> changed(const std::vector<SmallPlace>& base,
                                 const std::vector<SmallPlace>& next) {
    Edition a;
    Edition b;
    a.tables = {equipements(base)};
    b.tables = {equipements(next)};
    return places_changed(a, b, {});
}

}  // namespace

TEST_CASE("the place that goes is told, not those whose numbers shift with it") {
    const std::vector<SmallPlace> base{
        {"pharmacie", "A", {0, 0}}, {"pharmacie", "B", {900, 0}}, {"pharmacie", "C", {1800, 0}}};
    const auto places = changed(base, {base[1], base[2]});
    REQUIRE(places.size() == 1);
    CHECK(places[0].kind == Kind::closed);
    CHECK(places[0].name == "A");
    CHECK(places[0].at == geo::Point{0, 0});
}

TEST_CASE("a place surveyed again or called otherwise is the same place") {
    CHECK(changed({{"pharmacie", "A", {0, 0}}}, {{"pharmacie", "A", {80, 0}}}).empty());
    CHECK(changed({{"pharmacie", "A", {0, 0}}}, {{"pharmacie", "B", {5, 0}}}).empty());
}

TEST_CASE("the only one of its name moved; of several, one closed and one opened") {
    const auto moved = changed({{"mairie", "Mairie", {0, 0}}}, {{"mairie", "Mairie", {900, 0}}});
    REQUIRE(moved.size() == 1);
    CHECK(moved[0].kind == Kind::moved);
    CHECK(*moved[0].from == geo::Point{0, 0});

    const auto several = changed({{"ecole", "École", {0, 0}}, {"ecole", "École", {300, 0}}},
                                 {{"ecole", "École", {900, 0}}, {"ecole", "École", {1200, 0}}});
    CHECK(several.size() == 4);
}

TEST_CASE("two places of one spot and name that become one: one closed") {
    const SmallPlace doctor{"medecin", "Cabinet", {10, 10}};
    const auto places = changed({doctor, doctor, doctor}, {doctor, doctor});
    REQUIRE(places.size() == 1);
    CHECK(places[0].kind == Kind::closed);
}

TEST_CASE("a layer that one edition has not closes nothing") {
    Edition a;
    a.tables = {equipements({{"pharmacie", "A", {0, 0}}})};
    CHECK(places_changed(a, Edition{}, {}).empty());
    CHECK(places_changed(Edition{}, a, {}).empty());
}
