// SPDX-License-Identifier: Apache-2.0
#include "tests/examples/decoded.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::demo;

namespace {

/// First difference between two lists of lines, empty when there is none.
std::string difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k)
        if (a[k] != b[k]) return a[k] + "  <>  " + b[k];
    return a.size() == b.size()
               ? ""
               : std::to_string(a.size()) + " lines <> " + std::to_string(b.size());
}

}  // namespace

TEST_CASE("the generator writes the committed tables byte for byte", "[examples][golden]") {
    for (const char* name :
         {"base-ic-evol-struct-pop-2021.CSV", "base-ic-activite-residents-2021.CSV",
          "base-ic-logement-2021.CSV", "base-ic-diplomes-formation-2021.CSV",
          "base-ic-couples-familles-menages-2021.CSV", "BASE_TD_FILO_DISP_IRIS_2021.csv",
          "qpv_demographie.csv", "passage_2015_2024.csv", "bpe24.csv", "adresses.csv",
          "liste_locale.csv"}) {
        INFO(name);
        CHECK(bytes_of(fresh() / name) == bytes_of(committed() / name));
    }
}

TEST_CASE("the generator writes the committed timetable text for text", "[examples][golden]") {
    const auto made = zip_texts(fresh() / "gtfs.zip");
    const auto kept = zip_texts(committed() / "gtfs.zip");
    REQUIRE(made.size() == 11);
    REQUIRE(made.size() == kept.size());
    for (const auto& [name, text] : made) {
        INFO(name);
        CHECK(text == kept.at(name));
    }
}

TEST_CASE("the generator writes the committed layers row for row", "[examples][golden]") {
    for (const char* name :
         {"communes.gpkg", "iris.gpkg", "qpv_2024.gpkg", "qpv_2015.gpkg", "veille_active.geojson",
          "carreaux_200m.gpkg", "secteurs_scot.gpkg", "renouvellement_urbain.geojson",
          "foncier_disponible.geojson", "sentier_lisse.geojson"}) {
        INFO(name);
        CHECK(difference(layer_lines(fresh() / name), layer_lines(committed() / name)) == "");
    }
}

TEST_CASE("the generator writes the committed streets object for object", "[examples][golden]") {
    const std::vector<std::string> made = osm_lines(fresh() / "rues.osm.pbf");
    CHECK(made.size() > 80000);
    CHECK(difference(made, osm_lines(committed() / "rues.osm.pbf")) == "");
}

TEST_CASE("the committed town stays small", "[examples]") {
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(committed()))
        bytes += entry.file_size();
    CHECK(bytes < 4000000);
    CHECK(bytes > 1000000);
}
