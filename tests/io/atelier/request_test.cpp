// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/scenario_request.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

#include "io/base/error.hpp"
#include "io/config/scenario_text.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using Catch::Matchers::Contains;
using Json = nlohmann::ordered_json;

namespace {

std::string refusal(const std::string& body, const io::RequestLimits& limits = {}) {
    try {
        io::parse_request(body, limits);
    } catch (const io::ConfigError& error) {
        return error.what();
    }
    return {};
}

const Json footbridge{{"action", "ajouter"},
                      {"trace", "LINESTRING (2.992 46.492, 2.996 46.496)"},
                      {"nature", "footway"},
                      {"pont", true}};

}  // namespace

TEST_CASE("what is drawn is read as [[scenarios]] are", "[atelier]") {
    const Json body{{"nom", "passerelle"},
                    {"titre", "Une « passerelle »\nsur la voie"},
                    {"voies", {footbridge}},
                    {"equipements",
                     {{{"categorie", "pharmacie"}, {"lon", 3}, {"lat", 46.5}, {"nom", nullptr}}}}};
    const io::ScenarioSpec scenario = io::parse_request(body.dump());
    CHECK(scenario.name == "passerelle");
    CHECK(scenario.title == "Une « passerelle »\nsur la voie");
    REQUIRE(scenario.ways.size() == 1);
    CHECK(scenario.ways[0].bridge);
    CHECK(scenario.ways[0].drawing == "LINESTRING (2.992 46.492, 2.996 46.496)");
    REQUIRE(scenario.facilities.size() == 1);
    CHECK(scenario.facilities[0].at == geo::LonLat{3, 46.5});
}

TEST_CASE("a scenario written as TOML is read back the same", "[atelier]") {
    const Json body{
        {"nom", "tout"},
        {"titre", "D'un \"peu\" \\ tout\t"},
        {"rattachement_m", 20.5},
        {"voies",
         {footbridge,
          {{"action", "fermer"}, {"trace", "LINESTRING (3 46.5, 3.001 46.5)"}, {"par", "travers"}},
          {{"action", "fermer"}, {"id", {12, 13}}, {"modes", {"voiture"}}}}},
        {"equipements",
         {{{"action", "deplacer"}, {"id", "4"}, {"lon", 3.0000001}, {"lat", 46.1}},
          {{"action", "supprimer"}, {"id", "5"}}}},
        {"lignes",
         {{{"nom", "N1"},
           {"vitesse_kmh", 18.5},
           {"arrets", {"s1", "POINT (3 46.5)"}},
           {"service",
            {{{"debut", "06:00"}, {"fin", "25:10"}, {"intervalle_min", 7.5}},
             {{"jours", "samedi"}, {"debut", "07:00"}, {"fin", "20:00"}, {"intervalle_min", 20}}}}},
          {{"action", "modifier"}, {"ligne", "1"}, {"frequence", 2}}}}};
    const io::ScenarioSpec scenario = io::parse_request(body.dump());
    const std::string text = io::to_toml(scenario);
    INFO(text);
    const std::vector<io::ScenarioSpec> again = io::parse_scenarios(text, "texte", {});
    REQUIRE(again.size() == 1);
    CHECK(io::to_toml(again[0]) == text);
    CHECK(again[0].title == scenario.title);
    CHECK(again[0].tolerance_m == 20.5);
    CHECK(again[0].ways[2].ids == std::vector<std::int64_t>{12, 13});
    CHECK(again[0].facilities[0].at->lon == 3.0000001);
    REQUIRE(again[0].lines[0].services.size() == 2);
    CHECK(again[0].lines[0].services[0].last == Seconds{25 * 3600 + 600});
    CHECK(again[0].lines[1].frequency == 2);
}

TEST_CASE("a request that cannot be meant is refused with its key", "[atelier]") {
    const auto with = [](const char* key, const Json& value) {
        Json way = footbridge;
        way[key] = value;
        return Json{{"voies", Json::array({way})}}.dump();
    };
    CHECK(refusal(with("pont", false)).empty());
    CHECK_THAT(refusal(with("nature", nullptr)), Contains("voies[0].nature"));
    CHECK_THAT(refusal(with("natture", "footway")), Contains("natture"));
    CHECK_THAT(refusal(with("fichier", "/etc/passwd")), Contains("un fichier"));
    CHECK_THAT(refusal(with("crs", 2154)), Contains("degrés"));
    CHECK_THAT(refusal(with("niveau", 1e300)), Contains("niveau"));
    CHECK_THAT(refusal(R"({"voies": {"action": "fermer"}})"), Contains("une liste"));
    CHECK_THAT(refusal("[]"), Contains("objet"));
    CHECK_THAT(refusal(""), Contains("JSON"));
    CHECK_THAT(refusal("{\"nom\": \"\xff\"}"), Contains("JSON"));
    CHECK_THAT(refusal(R"({"rattachement_m": NaN})"), Contains("JSON"));
    CHECK_THAT(refusal(R"({"rattachement_m": 1e999})"), Contains("JSON"));
    CHECK_THAT(refusal(R"({"nom": "../../etc"})"), Contains("scenarios[0].nom"));
    CHECK_THAT(refusal(R"({"equipements": [{"categorie": "pharmacie", "lon": 181, "lat": 0}]})"),
               Contains("lon"));
}

TEST_CASE("a request of a million vertices, of many changes or without end is refused",
          "[atelier]") {
    std::string line = "LINESTRING (3 46.5";
    for (int i = 0; i < 2000; ++i) line += ", 3 46.5";
    Json way = footbridge;
    way["trace"] = line;
    CHECK_THAT(refusal(Json{{"voies", Json::array({way})}}.dump()),
               Contains("2001 points dessinés"));
    CHECK_THAT(refusal("{\"nom\": \"" + std::string(300000, 'a') + "\"}"), Contains("octets"));
    CHECK_THAT(refusal("{\"titre\": \"" + std::string(3000, 'a') + "\"}"), Contains("octets"));
    CHECK_THAT(refusal(Json{{"voies", std::vector<Json>(51, footbridge)}}.dump()),
               Contains("51 changements"));
    const std::string nested = std::string(100000, '[') + std::string(100000, ']');
    CHECK_THAT(refusal("{\"voies\": " + nested + "}"), Contains("imbriqu"));
    std::string deep = "{\"a\":";
    for (int i = 0; i < 20000; ++i) deep += "{\"a\":";
    CHECK_THAT(refusal(deep + "1" + std::string(20001, '}')), Contains("imbriqu"));
}
