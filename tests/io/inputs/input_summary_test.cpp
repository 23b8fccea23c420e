// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/input_summary.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using Catch::Matchers::Contains;

namespace {

template <class Spec>
Spec declared(const char* key, const char* file, const char* source = "") {
    Spec spec;
    spec.key = key;
    spec.file = std::string("/donnees/") + file;
    spec.file_as_written = file;
    spec.source = source;
    return spec;
}

RunConfig territory() {
    RunConfig config;
    Source source;
    source.id = "anct";
    source.title = "Quartiers prioritaires";
    source.vintage = "2024";
    config.sources.push_back(source);
    config.perimeters.push_back(declared<PerimeterSpec>("perimetres[0]", "qpv.gpkg", "anct"));
    config.stops.push_back(declared<StopSpec>("arrets[0]", "stations.geojson"));
    return config;
}

}  // namespace

TEST_CASE("each input has a paragraph: what for, rows, source, what was left and why",
          "[io][pipeline]") {
    ReadLog read;
    read.layers["perimetres[0]"] = {24, 24};
    read.layers["arrets[0]"] = {48, 40};
    Notices notices;
    notices.add(Severity::avertissement, "geometrie_reparee", "qpv.gpkg, couche qpv",
                {{"objet", "A"}, {"ligne", 2}, {"avant", 9}, {"apres", 8}, {"raison", "boucle"}},
                3);
    notices.add(Severity::avertissement, "arret_mode_inconnu", "stations.geojson",
                {{"mode", "Soucoupe"}}, 7);
    notices.add(Severity::info, {"arrets_sans_horaires", {{"horaires", "oui"}}}, "arrets", {}, 40);
    notices.add(Severity::avertissement, "zones_ignorees", "perimetres", "B", 1);
    const std::string text = input_summary(territory(), {}, read, notices, {});
    CHECK_THAT(text, Contains("qpv.gpkg : périmètres ; 24 lignes lues ; Quartiers prioritaires, "
                              "millésime 2024\n    - 3 × des géométries invalides ont été réparées "
                              "(A (9 → 8 m², boucle)) "
                              "[geometrie_reparee]"));
    CHECK_THAT(text,
               Contains("stations.geojson : arrêts sans horaires ; 48 lignes lues, 40 dans la "
                        "zone d'étude ; source non déclarée\n    - 7 × des modes absents"));
    CHECK_THAT(text, Contains("Plusieurs entrées ensemble\n    - 1 × des zones désignées"));
    CHECK_THAT(text, !Contains("[arrets_sans_horaires]"));  // nothing to correct
    // What touches most rows comes first.
    CHECK_THAT(text, Contains("À corriger d'abord\n  1. stations.geojson : 7 × des modes absents"));
}

TEST_CASE("refusals come before warnings, and nothing to correct is said", "[io][pipeline]") {
    Notices notices;
    notices.add(Severity::avertissement, "zones_ignorees", "qpv.gpkg", {}, 900);
    const std::vector<std::string> errors{"stations.geojson : illisible"};
    CHECK_THAT(
        input_summary(territory(), {}, {}, notices, errors),
        Contains("1. stations.geojson : illisible\n  2. qpv.gpkg : 900 × des zones désignées"));
    CHECK_THAT(input_summary(territory(), {}, {}, {}, {}), Contains("rien : aucun avertissement"));
}
