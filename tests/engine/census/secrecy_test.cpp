// SPDX-License-Identifier: Apache-2.0
#include "engine/census/secrecy.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;

TEST_CASE("fewer than the minimum is secret, and so is what is not known", "[census]") {
    CHECK(is_secret(10.9, 11));
    CHECK_FALSE(is_secret(11.0, 11));
    CHECK(is_secret(Absence::non_disponible, 11));
}

namespace {

/// Perimeters 0 and 1 lie in commune 0, perimeter 2 in commune 1; reference 2 is the whole zone.
Places town() {
    PlacePieces pieces{5, {{0}, {1}, {2}}, {{0, 1, 3}, {2, 4}, {0, 1, 2, 3, 4}}};
    return {pieces, {2, 1, 3}};
}

SecrecyRule fiscal(bool complementary = true) {
    return {"fiscal", {{"MEN", 11}}, 1, 0, complementary};
}

}  // namespace

TEST_CASE("what subtraction would tell of a small remainder is withheld", "[census][secrecy]") {
    const auto withheld = [](std::vector<Maybe<double>> perimeters,
                             std::vector<Maybe<double>> references) {
        return withheld_places(fiscal(), {11, {std::move(perimeters), std::move(references)}},
                               town());
    };
    const std::vector<bool> none{false, false, false};
    Withheld all = withheld({100.0, 200.0, 50.0}, {1000.0, 400.0, 1400.0});
    CHECK(all.perimeters == none);
    CHECK(all.references == none);
    // 55 - 50 = 5 households live in commune 1 outside its perimeter: the commune goes, and commune
    // 0 with it, since the zone less commune 0 would tell the same.
    all = withheld({100.0, 200.0, 50.0}, {1000.0, 55.0, 1055.0});
    CHECK(all.perimeters == none);
    CHECK(all.references == std::vector<bool>{true, true, false});
    // A perimeter that is its commune leaves nobody, and tells nothing.
    all = withheld({100.0, 200.0, 400.0}, {1000.0, 400.0, 1400.0});
    CHECK(all.references == none);
    // 5 households in perimeter 2, hidden among the 1007 of its commune.
    all = withheld({100.0, 200.0, 5.0}, {1000.0, 1012.0, 2012.0});
    CHECK(all.perimeters == std::vector<bool>{false, false, true});
    CHECK(all.references == none);
    // The same where the whole commune is known not to be enough either.
    all = withheld({100.0, 200.0, 5.0}, {1000.0, 8.0, 1008.0});
    CHECK(all.references[1]);
    CHECK((all.references[0] || all.references[2]));  // else the zone less commune 0 tells
}

TEST_CASE("a rule may do without complements", "[census][secrecy]") {
    const Behind behind{11, {{100.0, 200.0, 50.0}, {1000.0, 55.0, 1055.0}}};
    const Withheld bare = withheld_places(fiscal(false), behind, town());
    CHECK(bare.references == std::vector<bool>{false, false, false});
}

TEST_CASE("a small class of a known total takes another class with it", "[census][secrecy]") {
    SecrecyRule rule = fiscal();
    rule.least_counted = 5;
    const PlaceCounts missing{std::vector<Maybe<double>>(3), std::vector<Maybe<double>>(3)};
    PlaceCounts young = missing;
    PlaceCounts old = missing;
    PlaceCounts adults = missing;
    PlaceCounts people = missing;
    young.perimeters[0] = 3.0;
    old.perimeters[0] = 20.0;
    adults.perimeters[0] = 60.0;
    people.perimeters[0] = 83.0;  // 83 - 20 - 60 = 3
    const Withheld before{{false, false, false}, {false, false, false}};
    const std::vector<PlaceCounts> classes{young, old, adults};
    const auto known = withheld_classes(rule, classes, &people, before, town());
    CHECK(known[0].perimeters[0]);
    CHECK(known[1].perimeters[0]);  // the smaller of the two others
    CHECK_FALSE(known[2].perimeters[0]);
    const auto unknown = withheld_classes(rule, classes, nullptr, before, town());
    CHECK(unknown[0].perimeters[0]);
    CHECK_FALSE(unknown[1].perimeters[0]);
}

TEST_CASE("quarters that overlap are cut into what each holds alone and what they share",
          "[census][secrecy]") {
    const auto box = [](double x0, double x1) {
        return geo::MultiPolygon{
            {{{10 * x0, 0}, {10 * x1, 0}, {10 * x1, 100}, {10 * x0, 100}, {10 * x0, 0}}, {}}};
    };
    // A part of a quarter, a quarter across its limit, one apart, one that another covers but for a
    // tenth of a metre, one without a drawn limit.
    const std::vector<geo::MultiPolygon> perimeters{box(0, 10),  box(2, 6),      box(8, 14),
                                                    box(20, 30), box(20, 29.99), {}};
    const std::vector<std::vector<std::uint32_t>> communes_of{{0}, {0}, {0, 1}, {1}, {1}, {}};
    const std::vector<std::vector<std::uint32_t>> references{{0}, {0, 1}};
    const std::vector<geo::MultiPolygon> communes{box(-10, 12), box(12, 40)};
    const PlacePieces pieces = place_pieces(perimeters, communes, communes_of, references);
    CHECK(pieces.perimeters[1].size() == 1);
    CHECK(std::includes(pieces.perimeters[0].begin(), pieces.perimeters[0].end(),
                        pieces.perimeters[1].begin(), pieces.perimeters[1].end()));
    // Its part, what it shares with the one across (in commune 0, common to both), and the rest.
    CHECK(pieces.perimeters[0].size() == 3);
    CHECK(pieces.perimeters[2].size() == 1 + 2);  // shared; alone in commune 0 and in commune 1
    CHECK(pieces.perimeters[3] == pieces.perimeters[4]);
    CHECK(pieces.perimeters[5].empty());
    // Five pieces of the first group, one of the second, the rests of two communes.
    CHECK(pieces.references[1].size() == 5 + 1 + 2);
    CHECK(pieces.count == 5 + 1 + 2);
    // Without the first and the last of them: the rest of commune 0 has what the one across holds
    // alone there, that of both also its piece in commune 1.
    const PlacePieces rests = place_pieces(perimeters, communes, communes_of, references,
                                           {true, true}, {true, false, false, true, false, false});
    CHECK(rests.references[0].size() == 1 + 1);
    CHECK(rests.references[1].size() == 2 + 2);
}

TEST_CASE("a sliver of ground is nobody's place", "[census][secrecy]") {
    // Two quarters that share 11 m², a third of 11 m² in all: neither makes a piece, so that no
    // commune is withheld for the people of a drawn line.
    const std::vector<geo::MultiPolygon> perimeters{test::rectangle(0, 0, 20, 50),
                                                    test::rectangle(19.78, 0, 40, 50),
                                                    test::rectangle(60, 0, 61, 11)};
    const std::vector<geo::MultiPolygon> communes{test::rectangle(-100, -100, 100, 100)};
    const std::vector<std::vector<std::uint32_t>> of{{0}, {0}, {0}};
    const std::vector<std::vector<std::uint32_t>> references{{0}};
    const PlacePieces pieces = place_pieces(perimeters, communes, of, references);
    CHECK(pieces.perimeters[0].size() == 1);
    CHECK(pieces.perimeters[1].size() == 1);
    CHECK(pieces.perimeters[2].empty());
    CHECK(pieces.count == 3);  // two quarters and the rest of the commune
    // A quarter that is its whole commune but for 11 m² at its edge leaves no rest.
    const std::vector<geo::MultiPolygon> whole{test::rectangle(0, 0, 100, 100)};
    const std::vector<geo::MultiPolygon> drawn{test::rectangle(0, 0, 100.11, 100)};
    const std::vector<std::vector<std::uint32_t>> there{{0}};
    CHECK(place_pieces(whole, drawn, there, references).count == 1);
    const std::vector<geo::MultiPolygon> larger{test::rectangle(0, 0, 102, 100)};
    CHECK(place_pieces(whole, larger, there, references).count == 2);
}
