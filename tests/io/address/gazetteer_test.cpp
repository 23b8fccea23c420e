// SPDX-License-Identifier: Apache-2.0
#include "io/address/gazetteer.hpp"

#include <fmt/format.h>

#include <fstream>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/gdal/projector.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::io;
using lisiere::Notices;
using lisiere::tests::Scratch;

namespace {

constexpr lisiere::geo::Crs lambert93{2154};

const char* head =
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;nom_ancienne_commune;lon;"
    "lat;nom_ld;libelle_acheminement\n";

std::string line(const std::string& number, const std::string& rep, const std::string& street,
                 const std::string& postcode, const std::string& code, const std::string& commune,
                 double lon, double lat) {
    return fmt::format("i;f;{};{};{};{};{};{};;{};{};;{}\n", number, rep, street, postcode, code,
                       commune, lon, lat, commune);
}

/// Two communes of one postcode with a street of the same name, one far away with its name twice.
std::string small_base() {
    std::string text = head;
    for (int n = 2; n <= 20; n += 2)
        if (n != 6 && n != 8)
            text += line(std::to_string(n), "", "Rue de la Paix", "59300", "59606", "Valenciennes",
                         3.5 + n * 1e-4, 50.35);
    text += line("10", "bis", "Rue de la Paix", "59300", "59606", "Valenciennes", 3.50105, 50.35);
    text += line("7", "", "Rue de la Paix", "59300", "59606", "Valenciennes", 3.5007, 50.3502);
    text += line("1", "", "Avenue Jean Jaurès", "59300", "59606", "Valenciennes", 3.52, 50.36);
    text += line("3", "", "Rue Verdun", "59410", "59014", "Anzin", 3.51, 50.37);
    text += line("3", "", "Rue Verdun", "59410", "59079", "Beuvrages", 3.51, 50.38);
    text += line("9", "", "Rue de la Mine", "59410", "59014", "Anzin", 3.512, 50.372);
    text += line("1", "", "Rue du Nord", "59111", "59092", "Bouchain", 3.31, 50.28);
    text += line("1", "", "Rue du Sud", "62111", "62164", "Bouchain", 2.3, 50.1);
    return text;
}

Gazetteer read(const std::string& text, Notices& notices) {
    const Scratch scratch;
    LayerSpec spec;
    spec.key = "adresses[0]";
    spec.file = scratch.write("base.csv", text);
    spec.file_as_written = "base.csv";
    return read_gazetteer(
        std::vector<LayerSpec>{spec}, lambert93,
        read_address_words(data_folder() / "geodata/reference/abreviations_voies.csv"), notices);
}

Gazetteer read(const std::string& text) {
    Notices notices;
    return read(text, notices);
}

GeocodedAddress find(const Gazetteer& base, const std::string& address,
                     const std::string& commune = {}, const std::string& postcode = {}) {
    return base.find(parse_address(address), commune, postcode);
}

double metres_from(const GeocodedAddress& found, double lon, double lat) {
    const Projector projector(lambert93);
    const auto at = projector(lisiere::geo::LonLat{lon, lat});
    REQUIRE(found.at);
    return std::hypot(found.at->x - at.x, found.at->y - at.y);
}

}  // namespace

TEST_CASE("a known number is found whatever the spelling of its street", "[locate]") {
    const Gazetteer base = read(small_base());
    for (const std::string text :
         {"10 rue de la paix 59300 Valenciennes", "10, R. DE LA PAIX, VALENCIENNES",
          "10 r de la Paix 59300 VALENCIENNES CEDEX"}) {
        INFO(text);
        const auto found = find(base, text);
        CHECK(found.level == AddressLevel::numero);
        CHECK(found.score == 1);
        CHECK(found.commune_code == "59606");
        CHECK(metres_from(found, 3.501, 50.35) < 0.01);
    }
    const auto bis = find(base, "10 bis rue de la Paix", "59606");
    CHECK(metres_from(bis, 3.50105, 50.35) < 0.01);
    const auto ter = find(base, "10 ter rue de la Paix", "Valenciennes");
    CHECK(ter.level == AddressLevel::numero);
    CHECK(ter.score == Approx(0.9));
    CHECK_FALSE(ter.reason.empty());
}

TEST_CASE("a number between two of its own side lies between them", "[locate]") {
    const Gazetteer base = read(small_base());
    // 6 between 4 and 10: a third of the way; the 7 opposite does not count.
    const auto six = find(base, "6 rue de la Paix", "Valenciennes");
    CHECK(six.level == AddressLevel::interpole);
    CHECK(metres_from(six, 3.5 + (4 + (10 - 4) / 3.0) * 1e-4, 50.35) < 0.05);
    CHECK(six.score == Approx(0.8));
    // 9 has no odd neighbour on both sides; 22 is past the last: the street only.
    for (const std::string text : {"9 rue de la Paix", "22 rue de la Paix", "rue de la Paix"}) {
        const auto found = find(base, text, "Valenciennes");
        CHECK(found.level == AddressLevel::voie);
        CHECK(found.street.size() == 10);
    }
}

TEST_CASE("a slip is forgiven when one street of the commune is meant", "[locate]") {
    const Gazetteer base = read(small_base());
    const auto kind = find(base, "1 rue Jean Jaurès", "Valenciennes");
    CHECK(kind.level == AddressLevel::numero);
    CHECK(kind.score == Approx(0.8));
    const auto letters = find(base, "1 avenue Jean Jorès", "Valenciennes");
    CHECK(letters.found == "1 Avenue Jean Jaurès, Valenciennes");
    CHECK(letters.score == Approx(0.9 * 0.9));
    const auto none = find(base, "1 avenue Emile Zola", "Valenciennes");
    CHECK(none.level == AddressLevel::commune);
    CHECK_FALSE(none.at);
}

TEST_CASE("between homonyms in different communes nothing is chosen", "[locate]") {
    const Gazetteer base = read(small_base());
    for (const auto& found :
         {find(base, "3 rue Verdun", "", "59410"), find(base, "3 rue Verdun")}) {
        CHECK(found.level == AddressLevel::aucun);
        CHECK_FALSE(found.at);
        CHECK(found.found == "Anzin 59014 ; Beuvrages 59079");
    }
    CHECK(find(base, "3 rue Verdun", "Beuvrages").commune_code == "59079");
    CHECK(find(base, "9 rue de la Mine", "", "59410").commune_code == "59014");
    // A commune's name that two have: the postcode decides, else the street.
    CHECK(find(base, "1 rue du Sud", "Bouchain", "59111").level == AddressLevel::commune);
    CHECK(find(base, "1 rue du Sud", "Bouchain").commune_code == "62164");
    CHECK(find(base, "1 rue du Centre", "Bouchain").level == AddressLevel::aucun);
}

TEST_CASE("a commune is never deduced without a word", "[locate]") {
    const Gazetteer base = read(small_base());
    const auto found = find(base, "9 rue de la Mine");
    CHECK(found.level == AddressLevel::numero);
    CHECK(found.score == Approx(0.7));
    CHECK_FALSE(found.reason.empty());
    CHECK(find(base, "9 rue de la Mine", "Lille").level == AddressLevel::aucun);
    CHECK(find(base, "9 rue de la Mine", "Anzin", "59300").score == Approx(0.9));
    CHECK(find(base, "").reason == "adresse vide");
}

TEST_CASE("older layouts of the base are read; addresses without place are counted", "[locate]") {
    Notices notices;
    const Gazetteer base = read(
        "id,nom_voie,numero,rep,code_insee,code_post,alias,nom_ld,nom_afnor,libelle_acheminement,x,"
        "y,lon,lat,nom_commune\n"
        "1,Rue A,1,,59606,59300,,,,VALENCIENNES,0,0,3.5,50.3,Valenciennes\n"
        "2,Rue A,2,,59606,59300,,,,VALENCIENNES,0,0,,,Valenciennes\n"
        "3,,9001,,59606,59300,,Le Marais,,VALENCIENNES,0,0,3.6,50.3,Valenciennes\n",
        notices);
    CHECK(base.addresses() == 2);
    CHECK(notices.count("adresse_sans_coordonnees") == 1);
    CHECK(find(base, "Le Marais", "Valenciennes").level == AddressLevel::voie);
}

TEST_CASE("a base without the columns of a base is refused with the nearest name", "[locate]") {
    try {
        read("numero;nom_voi;code_insee;nom_commune;lon;lat\n1;Rue A;59606;V;3;50\n");
        FAIL("accepted");
    } catch (const InputError& error) {
        CHECK_THAT(error.what(), Catch::Matchers::Contains("nom_voi"));
    }
    CHECK_THROWS_AS(read(head), InputError);
}
