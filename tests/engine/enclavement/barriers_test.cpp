// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/barriers.hpp"

#include <algorithm>
#include <numeric>
#include <random>

#include "engine/geo/overlay.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

namespace lisiere::enclavement {
namespace {

using street::BarrierKind;
using street::BarrierPiece;

const geo::Box everywhere{-10000, -10000, 10000, 10000};

BarrierPiece rail(std::string id, geo::LineString line, std::string name = "") {
    BarrierPiece piece;
    piece.kind = BarrierKind::voie_ferree;
    piece.name = std::move(name);
    piece.line = std::move(line);
    piece.id = std::move(id);
    return piece;
}

double total_length(const Barriers& barriers) {
    return std::accumulate(barriers.barriers.begin(), barriers.barriers.end(), 0.0,
                           [](double sum, const Barrier& b) { return sum + b.length_m; });
}

/// Bent lines drawn at random, most of them across the square of 2 km about the origin.
std::vector<BarrierPiece> scattered(std::mt19937& random) {
    std::uniform_real_distribution<double> at(-1800, 1800);
    std::vector<BarrierPiece> pieces;
    for (int i = 0; i < 12; ++i)
        pieces.push_back(rail(
            std::to_string(100 + i),
            {{at(random), at(random)}, {at(random) / 3, at(random) / 3}, {at(random), at(random)}},
            i % 3 == 0 ? "Ligne" : ""));
    return pieces;
}

}  // namespace

TEST_CASE("pieces that follow each other are one barrier of one stretch", "[enclavement]") {
    const std::vector<BarrierPiece> pieces{rail("b", {{400, 0}, {1000, 0}}),
                                           rail("a", {{0, 0}, {400, 0}})};
    const Barriers merged = merge_barriers(pieces, everywhere);
    REQUIRE(merged.barriers.size() == 1);
    REQUIRE(merged.stretches.size() == 1);
    CHECK(merged.barriers[BarrierIdx{0}].id == "voie_ferree-1");
    CHECK(merged.barriers[BarrierIdx{0}].length_m == Approx(1000));
    CHECK(merged.barriers[BarrierIdx{0}].pieces == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a second track beside the first adds no length, a line 100 m away does",
          "[enclavement]") {
    std::vector<BarrierPiece> pieces{rail("a", {{0, 0}, {1000, 0}})};
    pieces.push_back(rail("b", {{10, 6}, {990, 6}}));
    CHECK(total_length(merge_barriers(pieces, everywhere)) == Approx(1000));
    pieces.push_back(rail("c", {{0, 100}, {500, 100}}));
    CHECK(total_length(merge_barriers(pieces, everywhere)) == Approx(1500));
    // A line across the first is not beside it.
    pieces.push_back(rail("d", {{700, -300}, {700, 300}}));
    CHECK(total_length(merge_barriers(pieces, everywhere)) == Approx(2100));
}

TEST_CASE("a canal beside a railway is another barrier", "[enclavement]") {
    std::vector<BarrierPiece> pieces{rail("a", {{0, 0}, {1000, 0}})};
    pieces.push_back(rail("b", {{0, 10}, {1000, 10}}));
    pieces.back().kind = BarrierKind::cours_eau;
    const Barriers merged = merge_barriers(pieces, everywhere);
    REQUIRE(merged.barriers.size() == 2);
    CHECK(total_length(merged) == Approx(2000));
}

TEST_CASE("a long tunnel or viaduct is no barrier, a short bridge is part of it", "[enclavement]") {
    std::vector<BarrierPiece> pieces{rail("a", {{0, 0}, {400, 0}}), rail("b", {{400, 0}, {440, 0}}),
                                     rail("c", {{440, 0}, {800, 0}}),
                                     rail("d", {{800, 0}, {1400, 0}})};
    pieces[1].bridge = true;
    pieces[3].tunnel = true;
    const Barriers merged = merge_barriers(pieces, everywhere);
    REQUIRE(merged.stretches.size() == 1);
    CHECK(total_length(merged) == Approx(800));
    const Stretch& stretch = merged.stretches[StretchIdx{0}];
    CHECK(std::count(stretch.levels.begin(), stretch.levels.end(), Level::pont) == 1);
    CHECK(merged.notices.count("coupure_en_viaduc_ou_tunnel") == 1);
}

TEST_CASE("a nameless piece joins the one named barrier it touches, not one of two",
          "[enclavement]") {
    const std::vector<BarrierPiece> one{rail("a", {{0, 0}, {500, 0}}, "Ligne de Lisse"),
                                        rail("b", {{500, 0}, {900, 0}}),
                                        rail("c", {{900, 0}, {1200, 0}}, "Ligne de Lisse")};
    const Barriers joined = merge_barriers(one, everywhere);
    REQUIRE(joined.barriers.size() == 1);
    CHECK(joined.barriers[BarrierIdx{0}].name == "Ligne de Lisse");
    CHECK(joined.barriers[BarrierIdx{0}].length_m == Approx(1200));
    const std::vector<BarrierPiece> two{rail("a", {{0, 0}, {500, 0}}, "Ligne de Lisse"),
                                        rail("b", {{500, 0}, {900, 0}}),
                                        rail("c", {{900, 0}, {1200, 0}}, "Ligne d'Aure")};
    CHECK(merge_barriers(two, everywhere).barriers.size() == 3);
    // A short named piece does not give its name to a longer line.
    const std::vector<BarrierPiece> slip{rail("a", {{0, 0}, {100, 0}}, "Bretelle"),
                                         rail("b", {{100, 0}, {900, 0}})};
    CHECK(merge_barriers(slip, everywhere).barriers.size() == 2);
}

TEST_CASE("the order in which pieces are read changes nothing", "[enclavement][property]") {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> at(-900, 900);
    for (int round = 0; round < 20; ++round) {
        std::vector<BarrierPiece> pieces;
        for (int i = 0; i < 12; ++i) {
            const geo::Point a{at(random), at(random)};
            pieces.push_back(
                rail(std::to_string(100 + i),
                     {a, {a.x + at(random) / 3, a.y + at(random) / 3}, {at(random), at(random)}},
                     i % 3 == 0 ? "Ligne" : ""));
        }
        const Barriers before = merge_barriers(pieces, everywhere);
        std::shuffle(pieces.begin(), pieces.end(), random);
        const Barriers after = merge_barriers(pieces, everywhere);
        REQUIRE(before.barriers.size() == after.barriers.size());
        for (const BarrierIdx b : indices<BarrierIdx>(before.barriers.size())) {
            CHECK(before.barriers[b].id == after.barriers[b].id);
            CHECK(before.barriers[b].pieces == after.barriers[b].pieces);
            CHECK(before.barriers[b].length_m == Approx(after.barriers[b].length_m));
        }
    }
}

TEST_CASE("barriers are cut at the study area", "[enclavement]") {
    const std::vector<BarrierPiece> pieces{rail("a", {{-500, 0}, {2000, 0}}),
                                           rail("b", {{0, 900}, {100, 900}})};
    const Barriers merged = merge_barriers(pieces, {0, -100, 1000, 100});
    CHECK(total_length(merged) == Approx(1000));
    CHECK(merged.notices.count("coupure_hors_zone") == 1);
}

TEST_CASE("where streets were read a barrier is left as it is", "[enclavement][property]") {
    std::mt19937 random(3);
    for (int round = 0; round < 20; ++round) {
        const std::vector<BarrierPiece> pieces = scattered(random);
        const Barriers alone = merge_barriers(pieces, everywhere);
        const Barriers within =
            merge_barriers(pieces, everywhere, test::rectangle(-1801, -1801, 1801, 1801));
        REQUIRE(within.barriers.size() == alone.barriers.size());
        for (const BarrierIdx b : indices<BarrierIdx>(alone.barriers.size())) {
            CHECK(within.barriers[b].id == alone.barriers[b].id);
            CHECK(within.barriers[b].pieces == alone.barriers[b].pieces);
        }
        CHECK(within.lines() == alone.lines());
        CHECK(within.notices.count("coupure_decoupee") == 0);
    }
}

TEST_CASE("beyond the streets read nothing of a barrier is left, and all of it within",
          "[enclavement][property]") {
    // The same square as the limit of the study area, which another method cuts to.
    const geo::Box square{-1000, -1000, 1000, 1000};
    const geo::MultiPolygon read = test::rectangle(-1000, -1000, 1000, 1000);
    std::mt19937 random(5);
    std::size_t told = 0;
    for (int round = 0; round < 20; ++round) {
        const std::vector<BarrierPiece> pieces = scattered(random);
        const Barriers cut = merge_barriers(pieces, everywhere, read);
        CHECK(total_length(cut) == Approx(total_length(merge_barriers(pieces, square))));
        for (const geo::LineString& line : cut.lines())
            for (const geo::Point& p : line) CHECK(geo::distance_to(read, p).value() < 1e-6);
        const auto leaves = [&](const BarrierPiece& piece) {
            return std::any_of(piece.line.begin(), piece.line.end(),
                               [&](const geo::Point& p) { return !square.contains(p); });
        };
        const auto leaving = std::count_if(pieces.begin(), pieces.end(), leaves);
        CHECK(cut.notices.count("coupure_decoupee") == static_cast<std::size_t>(leaving));
        told += cut.notices.count("coupure_decoupee");
    }
    CHECK(told > 100);
}

TEST_CASE("what is cut from a barrier is told in metres", "[enclavement]") {
    const std::vector<BarrierPiece> pieces{rail("a", {{-500, 0}, {2000, 0}}),
                                           rail("b", {{0, 900}, {100, 900}})};
    const Barriers merged = merge_barriers(pieces, everywhere, test::rectangle(0, -100, 900, 100));
    CHECK(total_length(merged) == Approx(900));
    REQUIRE(merged.notices.count("coupure_decoupee") == 2);
    const Notice& notice = merged.notices.items().front();
    CHECK(notice.samples ==
          std::vector<Sample>{{{"troncon", "a"}, {"reste", 900}, {"longueur", 2500}},
                              {{"troncon", "b"}, {"reste", 0}, {"longueur", 100}}});
}

TEST_CASE("a viaduct is one still where only its last metres lie among the streets read",
          "[enclavement]") {
    std::vector<BarrierPiece> pieces{rail("a", {{0, 0}, {400, 0}}),
                                     rail("b", {{400, 0}, {800, 0}})};
    pieces[1].bridge = true;
    const geo::MultiPolygon read = test::rectangle(-10, -10, 460, 10);
    CHECK(total_length(merge_barriers(pieces, everywhere, read)) == Approx(400));
    pieces[1].bridge = false;
    CHECK(total_length(merge_barriers(pieces, everywhere, read)) == Approx(400 + 60));
}

TEST_CASE("the rim of a closed parcel is one stretch as long as the rim", "[enclavement]") {
    std::vector<BarrierPiece> pieces{rail("a", {{0, 0}, {300, 0}, {300, 200}, {0, 200}, {0, 0}})};
    pieces[0].kind = BarrierKind::emprise_fermee;
    const Barriers merged = merge_barriers(pieces, everywhere);
    REQUIRE(merged.stretches.size() == 1);
    CHECK(total_length(merged) == Approx(2 * (300 + 200)));
}

}  // namespace lisiere::enclavement
