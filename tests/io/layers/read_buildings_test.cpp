// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_buildings.hpp"

#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

/// About 10 m square, the n-th of a row.
std::string block(int n, const std::string& properties) {
    const double west = 3.5 + 0.001 * n;
    return rectangle(west, 50.3, west + 0.00014, 50.30009, properties);
}

census::Buildings read(std::initializer_list<std::string> features, Notices& notices) {
    const TempFolder folder;
    return read_buildings(
        spec_of<LayerSpec>(folder.write("bati.geojson", geojson(features)), "batiments[0]"),
        {{2154}, 0.01, {}}, notices);
}

}  // namespace

TEST_CASE("buildings of BD TOPO: dwellings, else levels, else height, by use", "[gdal]") {
    Notices notices;
    const census::Buildings found =
        read({block(0, R"("USAGE_1":"Résidentiel","NOMBRE_DE_LOGEMENTS":12,"NOMBRE_D_ETAGES":4)"),
              block(1, R"("USAGE_1":"Indifférencié","NOMBRE_DE_LOGEMENTS":null,"HAUTEUR":7.5)"),
              block(2, R"("USAGE_1":"Commercial et services","NOMBRE_DE_LOGEMENTS":3)"),
              block(3, R"("USAGE_1":"Industriel","NOMBRE_DE_LOGEMENTS":null,"HAUTEUR":9)"),
              block(4, R"("USAGE_1":"Résidentiel","NOMBRE_DE_LOGEMENTS":0)"),
              block(5, R"("USAGE_1":"Résidentiel","NOMBRE_DE_LOGEMENTS":null,"HAUTEUR":2)"),
              block(6, R"("USAGE_1":"Résidentiel")")},
             notices);
    REQUIRE(found.items.size() == 5);  // neither the factory nor the one without dwellings
    CHECK(found.source == "essai");
    CHECK(found.items[0].dwellings == Maybe<double>(12.0));
    CHECK(found.items[0].levels == Maybe<double>(4.0));
    CHECK_FALSE(found.items[1].dwellings.has_value());
    CHECK(found.items[1].levels == Maybe<double>(7.5 / 3));
    CHECK(found.items[2].dwellings == Maybe<double>(3.0));
    CHECK(found.items[3].levels == Maybe<double>(1.0));
    CHECK(notices.count("batiments_lus") == 5);
    CHECK(notices.count("batiments_non_habites") == 2);
    CHECK(notices.count("batiments_sans_niveaux") == 1);
}

TEST_CASE("without a column of uses every building counts, and none at all is refused", "[gdal]") {
    Notices notices;
    CHECK(read({block(0, R"("id":1)"), block(1, R"("id":2)")}, notices).items.size() == 2);
    CHECK(
        has(message_of<InputError>([&] { read({block(0, R"("USAGE_1":"Industriel")")}, notices); }),
            "aucun bâtiment habité"));
}
