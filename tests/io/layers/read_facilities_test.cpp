// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_facilities.hpp"

#include "engine/geo/measure.hpp"
#include "io/gdal/projector.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

const ReadContext lambert{{2154}, 0.01, {}};

const Categories& categories() {
    static const Categories read =
        read_categories(std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference");
    return read;
}

std::string category(const access::Facility& facility) {
    return categories().list()[facility.category].id;
}

FacilitySpec declared(const std::filesystem::path& file, FacilitySpec::Kind kind) {
    FacilitySpec spec = spec_of<FacilitySpec>(file, "equipements[0]");
    spec.kind = kind;
    return spec;
}

census::AreaTable iris() {
    census::AreaTable table;
    table.areas.push_back(
        {"751010101", "", "H", "75101", {{{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}, {}}}});
    table.areas.push_back(
        {"590020000", "", "Z", "59002", {{{{500, 0}, {600, 0}, {600, 100}, {500, 0}}, {}}}});
    return table;
}

}  // namespace

TEST_CASE("the old BPE layout: Lambert coordinates, old codes, codes out of the list counted",
          "[io][gdal]") {
    const TempFolder folder;
    const FacilitySpec spec =
        declared(folder.write("bpe18_ensemble_xy.csv",
                              "REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;LAMBERT_X;LAMBERT_Y;QUALITE_XY\r\n"
                              "32;59;59350;59350_0101;2018;D301;704000.5;7059000,25;Bonne\r\n"
                              "32;59;59350;59350_0101;2018;D307;704000;7059000;Bonne\r\n"
                              "32;59;59350;59350_0101;2018;A504;704000;7059000;Bonne\r\n"
                              "32;59;59350;59350_0101;2018;B203;704100;7059000;Mauvaise\r\n"),
                 FacilitySpec::Kind::bpe);
    Notices notices;
    const auto found = read_facilities(spec, categories(), {}, lambert, notices);
    REQUIRE(found.size() == 2);
    CHECK(category(found[0]) == "pharmacie");
    CHECK(found[0].at == geo::Point{704000.5, 7059000.25});
    CHECK(found[0].place == access::PlaceGrain::adresse);
    CHECK(category(found[1]) == "boulangerie");
    CHECK(found[1].place == access::PlaceGrain::commune);  // INSEE says the place is poor
    CHECK(notices.count("code_bpe_inconnu") == 1);         // D307 is of the next nomenclature
    CHECK(notices.items()[0].samples[0] == Sample{{"code", "D307"}, {"lignes", 1}});
}

TEST_CASE("the new BPE layout: degrees, EPSG row by row, one école primaire is two services",
          "[io][gdal]") {
    const TempFolder folder;
    const geo::Point lille{704000, 7059000};
    const geo::LonLat degrees = Projector({2154}).inverse(lille);
    const std::string lon = std::to_string(degrees.lon);
    const std::string lat = std::to_string(degrees.lat);
    const FacilitySpec spec = declared(
        folder.write("BPE24.csv",
                     "AN,NOMRS,DEPCOM,TYPEQU,CAPACITE,LAMBERT_X,LAMBERT_Y,LONGITUDE,LATITUDE,"
                     "QUALITE_XY,EPSG,QUALITE_GEOLOC,DCIRIS\n"
                     "2024,\"ÉCOLE, LES PINS\",59350,C108,120,704000,7059000," +
                         lon + "," + lat +
                         ",x,2154,11,593500101\n"
                         "2024,CABINET,59350,D265,,704000,7059000,,,x,2154,33,593500101\n"
                         "2024,ANTILLES,97105,D307,,640000,1770000,,,x,5490,11,971050101\n"),
        FacilitySpec::Kind::bpe);
    Notices notices;
    const auto found = read_facilities(spec, categories(), {}, lambert, notices);
    REQUIRE(found.size() == 4);
    CHECK(category(found[0]) == "ecole_maternelle");
    CHECK(category(found[1]) == "ecole_elementaire");
    CHECK(found[0].id != found[1].id);
    CHECK(found[0].name == "ÉCOLE, LES PINS");
    CHECK(found[0].capacity == 120);
    CHECK(geo::distance(found[0].at, lille) < 0.2);  // degrees are written with six decimals
    CHECK(category(found[2]) == "medecin");
    CHECK(found[2].place == access::PlaceGrain::commune);  // geocoded at the commune
    CHECK(geo::distance(found[3].at, lille) > 5e6);        // Guadeloupe, by its own row's system
    CHECK(notices.items().empty());

    ReadContext context = lambert;
    context.window = geo::Box{703000, 7058000, 705000, 7060000};
    CHECK(read_facilities(spec, categories(), {}, context, notices).size() == 3);
}

TEST_CASE("facilities without coordinates go to their IRIS, else their commune, and are counted",
          "[io][gdal]") {
    const TempFolder folder;
    const FacilitySpec spec =
        declared(folder.write("bpe18_enseignement.csv",
                              "REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;CANT;NB_EQUIP\n"
                              "11;75;75101;75101_0101;2018;C101;1;2\n"
                              "32;59;59002;59002;2018;C104;0;1\n"
                              "32;59;59014;59014_0101;2018;C104;0;1\n"
                              "32;59;59999;59999_0101;2018;C104;0;1\n"),
                 FacilitySpec::Kind::bpe);
    const census::AreaTable areas = iris();
    const std::vector<Commune> communes{
        {"59014", "Anzin", "", {{{{0, 500}, {100, 500}, {0, 600}, {0, 500}}, {}}}, ""}};
    Notices notices;
    const auto found = read_facilities(spec, categories(), {&areas, communes}, lambert, notices);
    REQUIRE(found.size() == 3);
    CHECK(geo::contains(areas.areas[census::AreaIdx{0}].shape, found[0].at));
    CHECK(found[0].number == 2);  // of schools, not of places in it
    CHECK_FALSE(found[0].capacity_known);
    CHECK(found[0].place == access::PlaceGrain::iris);
    CHECK(found[2].place == access::PlaceGrain::commune);
    CHECK(geo::contains(areas.areas[census::AreaIdx{1}].shape, found[1].at));
    CHECK(geo::contains(communes[0].shape, found[2].at));
    CHECK(notices.count("equipement_a_l_iris") == 2);
    CHECK(notices.count("equipement_a_la_commune") == 1);
    CHECK(notices.count("equipement_non_place") == 1);
}

TEST_CASE("a file that is no BPE is refused", "[io][gdal]") {
    const TempFolder folder;
    Notices notices;
    const auto refusal = [&](const std::string& text) {
        return message_of<InputError>([&] {
            (void)read_facilities(declared(folder.write("b.csv", text), FacilitySpec::Kind::bpe),
                                  categories(), {}, lambert, notices);
        });
    };
    CHECK(has(refusal("AN;TYPE_QU\n2018;C101\n"), "champs = { type = \"TYPE_QU\" }"));
    CHECK(has(refusal("AN;TYPEQU\n2018;école\n"), "aucun équipement"));
}

TEST_CASE("facilities of a point layer or a CSV, by a declared category or a field", "[io][gdal]") {
    const TempFolder folder;
    FacilitySpec spec = declared(
        folder.write("p.csv",
                     "id,lon,lat,quoi,schools\n"
                     "a,3.0,46.5,pharmacie,2\nb,3.0,46.5,licorne,0\nc,3.0,46.5,mairie,1\n"),
        FacilitySpec::Kind::points);
    Notices notices;
    CHECK(has(message_of<ConfigError>(
                  [&] { (void)read_facilities(spec, categories(), {}, lambert, notices); }),
              "categorie"));
    spec.category = "pharmacies";
    CHECK(has(message_of<ConfigError>(
                  [&] { (void)read_facilities(spec, categories(), {}, lambert, notices); }),
              "« pharmacie » ?"));

    spec.category = "ecole_elementaire";
    spec.fields = {{"capacite", "schools"}};
    const auto schools = read_facilities(spec, categories(), {}, lambert, notices);
    REQUIRE(schools.size() == 2);  // capacity 0: no school there
    CHECK(schools[0].capacity == 2);
    CHECK(schools[0].at.x == Approx(700000).margin(1e-3));
    CHECK(schools[0].id == "essai/ecole_elementaire/a");

    spec.category.clear();
    spec.fields = {{"categorie", "quoi"}};
    const auto mixed = read_facilities(spec, categories(), {}, lambert, notices);
    REQUIRE(mixed.size() == 2);
    CHECK(category(mixed[1]) == "mairie");
    CHECK(notices.count("categorie_inconnue") == 1);

    FacilitySpec polygons =
        declared(folder.write("s.geojson",
                              geojson({rectangle(3.0, 46.5, 3.01, 46.51, R"("name":"Halle")")})),
                 FacilitySpec::Kind::points);
    polygons.category = "marche";
    const auto market = read_facilities(polygons, categories(), {}, lambert, notices);
    REQUIRE(market.size() == 1);
    CHECK(market[0].name == "Halle");
    CHECK(market[0].at.x > 700000);
}
