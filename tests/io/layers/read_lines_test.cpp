// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_lines.hpp"

#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

const ReadContext lambert{{2154}, 0.01, {}};

}  // namespace

TEST_CASE("streets of a line layer carry their class, bridge, level and rights, parts apart",
          "[io][gdal]") {
    const TempFolder folder;
    StreetSpec spec = spec_of<StreetSpec>(
        folder.write(
            "v.geojson",
            geojson(
                {feature(
                     "LineString", "[[700000,6600000],[700100,6600000]]",
                     R"("osm_id":12,"highway":"residential","bridge":"viaduct","layer":"1","foot":"yes","access":"private")"),
                 feature(
                     "MultiLineString",
                     "[[[700100,6600000],[700100,6600100]],[[700100,6600100.05],[700200,6600100]]]",
                     R"("osm_id":13,"highway":"steps","bridge":"no","tunnel":null,"layer":"x")"),
                 feature("Point", "[700000,6600000]", R"("osm_id":14)")},
                2154)),
        "rues[0]");
    Notices notices;
    const auto lines = read_street_lines(spec, lambert, notices);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].kind == "residential");
    CHECK(lines[0].flags == static_cast<std::uint8_t>(street::WayFlag::bridge));
    CHECK(lines[0].layer == 1);
    CHECK(lines[0].foot == "yes");
    CHECK(lines[0].access == "private");
    CHECK(lines[1].flags == 0);
    CHECK(lines[2].id == "13");
    CHECK(notices.count("sans_ligne") == 1);

    // Ends 5 cm apart are one crossing; what the rule refuses is not there for that mode.
    std::vector<street::ModeWays> modes{{street::Mode::marche, {}}, {street::Mode::voiture, {}}};
    const LineRule rule = [](const StreetLine& line,
                             street::Mode mode) -> std::optional<street::WayTraits> {
        if (mode == street::Mode::voiture && line.kind == "steps") return std::nullopt;
        return street::WayTraits{.kind = line.kind, .speed_kmh = 5};
    };
    append_lines(lines, rule, modes, "v", notices);
    CHECK(modes[0].table.vertices.size() == 4);
    CHECK(modes[0].table.ways().size() == 3);
    CHECK(modes[0].table.ways()[0].id == 12);
    CHECK(modes[1].table.ways().size() == 1);
    CHECK(notices.count("voies_sans_longueur") == 0);

    ReadContext context = lambert;
    context.window = geo::Box{0, 0, 10, 10};
    CHECK(has(message_of<InputError>([&] { (void)read_street_lines(spec, context, notices); }),
              "zone d'étude"));
    spec.fields = {{"nature", "HIGHWAYS"}};
    CHECK(has(message_of<InputError>([&] { (void)read_street_lines(spec, lambert, notices); }),
              "« highway » ?"));
}

TEST_CASE("directions, limits and driving times of a line layer are read in several vocabularies",
          "[io][gdal]") {
    const TempFolder folder;
    const std::string there = "[[700000,6600000],[700100,6600000]]";
    const auto spec = spec_of<StreetSpec>(
        folder.write(
            "t.geojson",
            geojson(
                {feature(
                     "LineString", there,
                     R"("cleabs":"TRONROUT1","nature":"Route à 1 chaussée","sens_de_circulation":"Sens inverse","vitesse_moyenne_vl":25,"acces_vehicule_leger":"Libre")"),
                 feature(
                     "LineString", there,
                     R"("cleabs":"TRONROUT2","sens_de_circulation":"Sans objet","vitesse_moyenne_vl":0)"),
                 feature(
                     "LineString", "[[700000,6600000],[700000,6600000]]",
                     R"("cleabs":"TRONROUT3","sens_de_circulation":"Sens direct","vitesse_moyenne_vl":-3)")},
                2154)),
        "rues[0]");
    Notices notices;
    const auto lines = read_street_lines(spec, lambert, notices);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].one_way == "-1");
    CHECK(lines[0].motor_vehicle == "Libre");
    CHECK(*lines[0].car_kmh == 25);
    CHECK(lines[1].one_way.empty());
    CHECK_FALSE(lines[1].car_kmh);
    CHECK(lines[2].one_way == "yes");
    CHECK(notices.count("temps_invalide") == 2);

    std::vector<street::ModeWays> modes{{street::Mode::voiture, {}}};
    append_lines(
        lines,
        [](const StreetLine&, street::Mode) {
            return street::WayTraits{"x", 0, 0, 5};
        },
        modes, "t", notices);
    CHECK(modes[0].table.ways().size() == 2);
    CHECK(notices.count("voies_sans_longueur") == 1);
}

TEST_CASE("barriers come from lines and from the rims of areas, by a declared kind or row by row",
          "[io][gdal]") {
    const TempFolder folder;
    BarrierSpec spec = spec_of<BarrierSpec>(
        folder.write(
            "b.geojson",
            geojson(
                {feature("LineString", "[[700000,6600000],[700100,6600000]]",
                         R"("name":"Canal","k":"cours_eau","tunnel":"culvert","layer":"-1")"),
                 feature("Polygon",
                         "[[[700000,6600000],[700100,6600000],[700100,6600100],[700000,6600000]]]",
                         R"("name":"Usine","k":"emprise_fermee")"),
                 feature("LineString", "[[700000,6600000],[700000,6600100]]",
                         R"("name":"Mur","k":"muraille")")},
                2154)),
        "coupures[0]");
    spec.kind = BarrierSpec::Kind::vecteur;
    Notices notices;
    CHECK(has(message_of<ConfigError>([&] { (void)read_barrier_lines(spec, lambert, notices); }),
              "nature"));
    spec.type = "canal";
    CHECK(has(message_of<ConfigError>([&] { (void)read_barrier_lines(spec, lambert, notices); }),
              "cours_eau"));
    spec.type = "voie_ferree";
    CHECK(read_barrier_lines(spec, lambert, notices).at(2).kind ==
          street::BarrierKind::voie_ferree);

    spec.type.clear();
    spec.fields = {{"type", "k"}};
    const auto pieces = read_barrier_lines(spec, lambert, notices);
    REQUIRE(pieces.size() == 3);
    CHECK(pieces[0].kind == street::BarrierKind::cours_eau);
    CHECK(pieces[0].name == "Canal");
    CHECK(pieces[0].tunnel);
    CHECK(pieces[0].layer == -1);
    CHECK(pieces[1].line.size() == 4);
    CHECK(pieces[1].line.front() == pieces[1].line.back());
    CHECK(pieces[2].kind == street::BarrierKind::autre);
    CHECK(notices.count("nature_inconnue") == 1);
    ReadContext context = lambert;
    context.window = geo::Box{0, 0, 10, 10};
    CHECK(read_barrier_lines(spec, context, notices).empty());
    CHECK(notices.count("couche_hors_zone") == 1);
}
