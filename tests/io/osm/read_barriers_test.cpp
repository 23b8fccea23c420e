// SPDX-License-Identifier: Apache-2.0
#include "io/osm/read_barriers.hpp"

#include "engine/geo/measure.hpp"
#include "io/base/error.hpp"
#include "io/osm/collect.hpp"
#include "tests/io/osm/osm_text.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;
using street::BarrierKind;
using street::BarrierPiece;

namespace {

struct Reading {
    std::vector<BarrierPiece> pieces;
    Notices notices;
};

Reading read(const std::string& inside) {
    const TempFolder folder;
    Reading reading;
    reading.pieces = io::read_barriers(folder.write("coupures.osm", osm_xml(inside)),
                                       hundred_metres, reading.notices);
    return reading;
}

/// Four nodes of a square of `side` hundred metres, numbered from `first`.
std::string square(int first, double side) {
    return node(first, 0, 0) + node(first + 1, side, 0) + node(first + 2, side, side) +
           node(first + 3, 0, side);
}

std::vector<BarrierPiece> line(const std::string& tags) {
    return read(node(1, 0, 0) + node(2, 3, 0) + way(7, {1, 2}, tags)).pieces;
}

}  // namespace

TEST_CASE("railways, motorways and waterways are barriers, trams and streets are not", "[osm]") {
    REQUIRE(line(tag("railway", "rail")).size() == 1);
    CHECK(line(tag("railway", "rail"))[0].kind == BarrierKind::voie_ferree);
    CHECK(line(tag("highway", "motorway_link"))[0].kind == BarrierKind::autoroute);
    CHECK(line(tag("highway", "trunk"))[0].kind == BarrierKind::voie_rapide);
    CHECK(line(tag("waterway", "canal"))[0].kind == BarrierKind::cours_eau);
    CHECK(line(tag("railway", "tram")).empty());
    CHECK(line(tag("highway", "primary")).empty());
    CHECK(line(tag("waterway", "stream")).empty());
}

TEST_CASE("a barrier keeps its name, its id and how it runs", "[osm]") {
    const auto pieces = line(tag("waterway", "canal") + tag("name", "Canal de la Lisse") +
                             tag("tunnel", "culvert") + tag("layer", "-1"));
    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0].name == "Canal de la Lisse");
    CHECK(pieces[0].id == "way/7");
    CHECK(pieces[0].tunnel);
    CHECK_FALSE(pieces[0].bridge);
    CHECK(pieces[0].layer == -1);
    CHECK(geo::length(pieces[0].line).value() == Approx(300));
    CHECK(line(tag("railway", "rail") + tag("bridge", "viaduct"))[0].bridge);
    CHECK(line(tag("waterway", "river") + tag("covered", "yes"))[0].tunnel);
}

TEST_CASE("closed parcels are barriers above their size, by their rim", "[osm]") {
    const auto parcel = [](double side, const std::string& tags) {
        return read(square(1, side) + way(9, {1, 2, 3, 4, 1}, tags)).pieces;
    };
    // 1 is 100 m: one hectare; the industrial threshold is two.
    CHECK(parcel(1, tag("landuse", "industrial")).empty());
    const auto large = parcel(2, tag("landuse", "industrial"));
    REQUIRE(large.size() == 1);
    CHECK(large[0].kind == BarrierKind::emprise_fermee);
    CHECK(large[0].line.front() == large[0].line.back());
    CHECK(geo::length(large[0].line).value() == Approx(4 * 200));
    CHECK(parcel(2, tag("landuse", "residential")).empty());
    CHECK(parcel(2, tag("natural", "water")).size() == 1);
    // A river counts by its axis, not by its banks too.
    CHECK(parcel(2, tag("natural", "water") + tag("water", "river")).empty());
}

TEST_CASE("a multipolygon is joined from its outer ways, holes left out", "[osm]") {
    const Reading reading = read(
        square(1, 2) + square(11, 1) + way(21, {1, 2, 3}, "") + way(22, {1, 4, 3}, "") +
        way(23, {11, 12, 13, 14, 11}, "") +
        relation(5, {{21, "outer"}, {22, "outer"}, {23, "inner"}},
                 tag("type", "multipolygon") + tag("natural", "water") + tag("name", "Étang")));
    REQUIRE(reading.pieces.size() == 1);
    CHECK(reading.pieces[0].id == "relation/5");
    CHECK(reading.pieces[0].name == "Étang");
    CHECK(geo::length(reading.pieces[0].line).value() == Approx(4 * 200));
    CHECK(reading.pieces[0].line.front() == reading.pieces[0].line.back());
    CHECK(reading.notices.count("coupures_lues") == 1);
}

TEST_CASE("an area that the file cuts open is kept: its size is not known", "[osm]") {
    const Reading reading = read(node(1, 0, 0) + node(2, 1, 0) + node(3, 1, 1) +
                                 way(9, {1, 2, 3, 4, 1}, tag("landuse", "military")));
    REQUIRE(reading.pieces.size() == 1);
    CHECK(reading.pieces[0].line.size() == 3);
    CHECK(reading.notices.count("noeuds_manquants") == 1);
}

TEST_CASE("lines are joined end to end whichever way they run", "[osm]") {
    const geo::LonLat a{0, 0};
    const geo::LonLat b{1, 0};
    const geo::LonLat c{1, 1};
    const geo::LonLat d{5, 5};
    const auto ring = io::osm::stitched({{a, b}, {a, c}, {c, b}, {d, a}});
    REQUIRE(ring.size() == 2);
    CHECK(ring[0].front() == ring[0].back());
    CHECK(ring[0].size() == 4);
    CHECK(ring[1].size() == 2);
}

TEST_CASE("a barrier rule that makes no sense is refused", "[osm]") {
    const TempFolder folder;
    const std::string head = "cle;valeur;nature;forme;surface_min_m2;sauf;source\n";
    const auto rules = [&](const std::string& lines) {
        return io::read_barrier_rules(folder.write("coupures.csv", head + lines));
    };
    REQUIRE(rules("railway;rail;voie_ferree;ligne;;;x\n").size() == 1);
    CHECK(rules("natural;water;cours_eau;contour;10;water=river a=b;x\n")[0].except.size() == 2);
    CHECK_THROWS_AS(rules(";rail;voie_ferree;ligne;;;x\n"), io::InputError);
    CHECK_THROWS_AS(rules("railway;rail;rail;ligne;;;x\n"), io::InputError);
    CHECK_THROWS_AS(rules("railway;rail;voie_ferree;cercle;;;x\n"), io::InputError);
    CHECK_THROWS_AS(rules("natural;water;cours_eau;contour;;;x\n"), io::InputError);
    CHECK_THROWS_AS(rules("railway;rail;voie_ferree;ligne;;water;x\n"), io::InputError);
}

TEST_CASE("the barriers of a real city are read whole", "[osm]") {
    const auto file = real_data() / "osm" / "porto_portugal.osm.pbf";
    if (!std::filesystem::exists(file)) {
        WARN("real data not found: " << file.string());
        return;
    }
    Notices notices;
    const auto pieces = io::read_barriers(file, metres_near(41), notices);
    CHECK_FALSE(pieces.empty());
    for (const BarrierPiece& piece : pieces) {
        CHECK(piece.line.size() >= 2);
        CHECK_FALSE(piece.id.empty());
    }
}
