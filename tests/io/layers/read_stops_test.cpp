// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_stops.hpp"

#include "io/base/error.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using transit::Mode;

namespace {

const ReadContext lambert{{2154}, 0.01, {}};

}  // namespace

TEST_CASE("an operator's layer without a column of modes has the declared one, and its lines",
          "[io][gdal]") {
    const TempFolder folder;
    StopSpec spec = spec_of<StopSpec>(
        folder.write("stations.geojson",
                     geojson({point(3.5, 50.35, R"("nom":"Gare","lignes":"T1,T2")"),
                              point(3.51, 50.36, R"("nom":"Pont","lignes":"T2")")})),
        "arrets[0]");
    Notices notices;
    CHECK(has(message_of<ConfigError>([&] { read_stops(spec, lambert, notices); }), "mode"));
    spec.mode = "tram";
    const transit::UntimedLayer layer = read_stops(spec, lambert, notices);
    REQUIRE(layer.stops.size() == 2);
    CHECK(layer.stops[0].name == "Gare");
    CHECK(layer.stops[0].modes == std::vector<Mode>{Mode::tram});
    CHECK(layer.stops[0].lines == std::vector<std::string>{"T1", "T2"});
    CHECK(layer.stops[0].id != layer.stops[1].id);
}

TEST_CASE("modes by the words of BD TOPO, of OpenStreetMap, of the configuration; the rest is told",
          "[io][gdal]") {
    const TempFolder folder;
    StopSpec spec = spec_of<StopSpec>(folder.write("arrets.csv",
                                                   "nom;nature;lon;lat\n"
                                                   "A;Gare voyageurs et fret;3.5;50.35\n"
                                                   "B;Gare fret uniquement;3.5;50.35\n"
                                                   "C;Station de métro;3.5;50.35\n"
                                                   "D;TRAM_STOP;3.5;50.35\n"
                                                   "E;Bus, Tramway;3.5;50.35\n"
                                                   "F;Soucoupe;3.5;50.35\n"
                                                   "G;Dépôt;3.5;50.35\n"
                                                   "H;TCSP;3.5;50.35\n"
                                                   "I;;3.5;50.35\n"),
                                      "arrets[0]");
    spec.values = {{"tcsp", "bhns"}, {"Dépôt", "ignorer"}};
    Notices notices;
    const transit::UntimedLayer layer = read_stops(spec, lambert, notices);
    std::vector<std::pair<std::string, std::vector<Mode>>> read;
    for (const transit::UntimedStop& stop : layer.stops) read.emplace_back(stop.name, stop.modes);
    CHECK(read ==
          std::vector<std::pair<std::string, std::vector<Mode>>>{{"A", {Mode::train}},
                                                                 {"C", {Mode::metro}},
                                                                 {"D", {Mode::tram}},
                                                                 {"E", {Mode::tram, Mode::bus}},
                                                                 {"H", {Mode::bhns}}});
    CHECK(notices.count("arret_mode_inconnu") == 2);  // Soucoupe, and nothing
    CHECK(notices.count("arret_autre_usage") == 2);   // freight, and what the configuration leaves
}

TEST_CASE("a code that several rows bear does not make one stop of them; polygons are points",
          "[io][gdal]") {
    const TempFolder folder;
    StopSpec spec = spec_of<StopSpec>(
        folder.write(
            "gares.geojson",
            geojson({rectangle(3.5, 50.35, 3.501, 50.351, R"("nom":"A","code":"59606")"),
                     rectangle(3.6, 50.35, 3.601, 50.351, R"("nom":"B","code":"59606")")})),
        "arrets[0]");
    spec.mode = "train";
    Notices notices;
    const transit::UntimedLayer layer = read_stops(spec, lambert, notices);
    REQUIRE(layer.stops.size() == 2);
    CHECK(layer.stops[0].id == "59606");
    CHECK(layer.stops[1].id != "59606");
    CHECK(layer.stops[0].at.x < layer.stops[1].at.x);
}
