// SPDX-License-Identifier: Apache-2.0
// What the interface answers to whom it should not serve, and to what it cannot do.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "io/atelier/atelier.hpp"
#include "io/config/run_config.hpp"
#include "io/serve/server.hpp"
#include "tests/io/atelier/drawing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
using Json = nlohmann::ordered_json;

namespace {

/// The hamlet's atelier behind a server, whose site is one page.
struct Opened {
    Scratch scratch;
    std::unique_ptr<io::Atelier> atelier;
    std::unique_ptr<io::Server> server;

    explicit Opened(const io::AtelierOptions& options = {1}) {
        ::setenv("XDG_CACHE_HOME", (scratch.path() / "kept").c_str(), 1);
        scratch.write("site/index.html", "<html>carte</html>");
        atelier = std::make_unique<io::Atelier>(io::read_config(write_hamlet(scratch)), options,
                                                Progress());
        server = std::make_unique<io::Server>(io::Site(scratch.path() / "site"), std::uint16_t{0},
                                              io::ServerLimits{}, atelier.get());
    }
    std::uint16_t port() const { return server->port(); }
    std::string own() const { return "http://localhost:" + std::to_string(port()); }
};

std::string footbridge(const std::string& line = "LINESTRING (2.992 46.492, 2.996 46.496)") {
    const Json way{{"trace", line}, {"nature", "footway"}};
    return Json{{"voies", Json::array({way})}}.dump();
}

std::string told(const HttpAnswer& answer) {
    return lines(answer.body).back().at("erreur").at("texte");
}

}  // namespace

TEST_CASE("only this machine, its own page and JSON are listened to", "[atelier]") {
    const Opened open;
    const auto status = [&](const std::string& headers, const std::string& method = "POST",
                            const std::string& host = "localhost") {
        const std::string body = footbridge();
        return http(open.port(), method + " /atelier/scenario HTTP/1.0\r\nHost: " + host + "\r\n" +
                                     headers + "Content-Length: " + std::to_string(body.size()) +
                                     "\r\n\r\n" + body)
            .status;
    };
    const std::string json = "Content-Type: application/json\r\n";
    CHECK(status(json) == 200);
    CHECK(status("Content-Type: application/json; charset=utf-8\r\n") == 200);
    CHECK(status(json + "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n") == 200);
    CHECK(status(json + "Origin: https://mechant.example\r\n") == 403);
    CHECK(status(json + "Origin: null\r\n") == 403);
    CHECK(status(json + "Origin: http://localhost:1\r\n") == 403);
    CHECK(status(json + "Sec-Fetch-Site: cross-site\r\n") == 403);
    CHECK(status(json, "POST", "mechant.example") == 403);
    CHECK(status(json, "POST", "localhost.mechant.example") == 403);
    // What a form of any page can send without asking.
    CHECK(status("Content-Type: text/plain\r\n") == 415);
    CHECK(status("Content-Type: application/x-www-form-urlencoded\r\n") == 415);
    CHECK(status("") == 415);
    CHECK(status(json, "PUT") == 405);
    CHECK(status(json, "OPTIONS") == 405);
    CHECK(status(json, "GET") == 413);
    CHECK(http_get(open.port(), "/atelier/carreaux", "Origin: https://mechant.example").status ==
          403);
    CHECK(http(open.port(), "POST /atelier/scenario HTTP/1.1\r\nHost: localhost\r\n" + json +
                                "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n")
              .status == 411);
    CHECK(http_get(open.port(), "/atelier/../t.toml").status == 404);
    CHECK(http_get(open.port(), "/ateliers").status == 404);
}

TEST_CASE("a body too long is refused before it is read", "[atelier]") {
    const Opened open;
    const auto refused = [&](const std::string& length) {
        return http(open.port(),
                    "POST /atelier/scenario HTTP/1.0\r\nHost: localhost\r\nContent-Type: "
                    "application/json\r\nContent-Length: " +
                        length + "\r\n\r\n{")
            .status;
    };
    CHECK(refused("262145") == 413);
    CHECK(refused("18446744073709551615") == 413);
    CHECK(refused("99999999999999999999999999") ==
          413);  // the library reads it as the most there is
    CHECK(refused("-1") != 200);
}

TEST_CASE("what cannot be drawn is refused with its reason", "[atelier]") {
    const Opened open;
    const auto reason = [&](const std::string& body) {
        return told(post(open.port(), "/atelier/scenario", body));
    };
    CHECK(post(open.port(), "/atelier/scenario", "{").status == 400);
    CHECK_THAT(reason("{"), Contains("JSON"));
    CHECK_THAT(reason(footbridge("LINESTRING (nan 46.492, 2.996 46.496)")), Contains("nan"));
    CHECK_THAT(reason(footbridge("LINESTRING (2.992 46.492, nan nan)")), Contains("nan"));
    CHECK_THAT(reason(footbridge("LINESTRING (2.992 46.492, inf 46.496)")), Contains("inf"));
    CHECK_THAT(reason(footbridge("LINESTRING (2992 46492, 2996 46496)")), Contains("degrés"));
    CHECK_THAT(reason(footbridge("LINESTRING (2.992")), Contains("WKT"));
    CHECK_THAT(reason(footbridge("POINT (2.992 46.492)")), Contains("scenarios[0].voies[0].trace"));
    CHECK_THAT(reason(footbridge("LINESTRING (0 0, 0.001 0)")), Contains("scenario_sans_rue"));
    const Json closed{{"action", "fermer"},
                      {"trace", "LINESTRING (2.9811 46.4811, 2.9812 46.4812)"}};
    CHECK_THAT(reason(Json{{"voies", Json::array({closed})}}.dump()),
               Contains("scenario_rien_a_fermer"));
    CHECK_THAT(reason(R"({"equipements": [{"action": "supprimer", "id": "999"}]})"),
               Contains("999"));
    CHECK_THAT(reason(R"({"equipements": [{"categorie": "pharmacie", "lon": 0, "lat": 0}]})"),
               Contains("loin de toute rue"));
    // Whoever asks next is answered.
    CHECK(
        !part(lines(post(open.port(), "/atelier/scenario", footbridge()).body), "tout").is_null());
}

TEST_CASE("a computation that lasts too long is stopped, and says so", "[atelier]") {
    io::AtelierOptions options{1};
    options.jobs.time = std::chrono::milliseconds(0);
    const Opened open(options);
    CHECK_THAT(told(post(open.port(), "/atelier/scenario", footbridge())), Contains("trop long"));
}

TEST_CASE("files say by what they are served, and the interface what it can do", "[atelier]") {
    const Opened open;
    CHECK(http_get(open.port(), "/index.html").headers.at("lisiere-service") == "/atelier");
    const HttpAnswer state = http_get(open.port(), "/atelier");
    CHECK(state.status == 200);
    CHECK(state.headers.at("content-type") == "application/json; charset=utf-8");
    const Json about = Json::parse(state.body);
    CHECK(about.at("territoire") == "Hameau");
    CHECK(about.at("categories").size() > 10);
    const Json cells = Json::parse(http_get(open.port(), "/atelier/carreaux").body);
    CHECK(cells.at("features").size() > 100);
    CHECK(open.atelier->token().size() == 32);
    // A second one is told before its long work.
    CHECK_THROWS_WITH(io::require_free_port(open.port()), Contains("déjà pris"));
    CHECK_NOTHROW(io::require_free_port(0));
}

TEST_CASE("nothing is kept without the token of this run", "[atelier]") {
    const Opened open;
    const auto keep = [&](const std::string& headers, const std::string& name = "a") {
        Json body = Json::parse(footbridge());
        body["nom"] = name;
        return post(open.port(), "/atelier/scenarios", body.dump(), headers);
    };
    const std::string token = "Lisiere-Jeton: " + open.atelier->token();
    CHECK(keep("").status == 403);
    CHECK(keep("Lisiere-Jeton: ").status == 403);
    CHECK(keep("Lisiere-Jeton: " + std::string(32, '0')).status == 403);
    CHECK(keep(token + "0").status == 403);
    CHECK(keep(token + "\r\nOrigin: https://mechant.example").status == 403);
    CHECK_FALSE(std::filesystem::exists(open.scratch.path() / "t.scenarios.toml"));
    CHECK(keep(token, "../a").status == 400);
    CHECK(keep(token).status == 200);
    const HttpAnswer again = keep(token);
    CHECK(again.status == 409);
    CHECK(Json::parse(again.body).at("existe").at("nom") == "a");
    CHECK(Json::parse(http_get(open.port(), "/atelier/scenarios").body).size() == 1);
}

TEST_CASE("every path of the published interface answers, and says what the schema requires",
          "[atelier]") {
    const Opened open;
    std::ifstream file(std::string(LISIERE_ROOT) + "/geodata/schemas/atelier.openapi.json");
    const Json schema = Json::parse(file);
    const auto keys = [](const Json& object) {
        std::vector<std::string> names;
        for (const auto& [name, value] : object.items()) names.push_back(name);
        return names;
    };
    CHECK(keys(schema.at("paths")) ==
          std::vector<std::string>{"/atelier", "/atelier/carreaux", "/atelier/equipements",
                                   "/atelier/arrets", "/atelier/rue", "/atelier/isochrone",
                                   "/atelier/franchissements", "/atelier/scenario",
                                   "/atelier/scenarios"});
    const auto get = [&](const std::string& path) {
        const HttpAnswer answer = http(open.port(), "GET " + path +
                                                        " HTTP/1.0\r\nHost: localhost"
                                                        "\r\n\r\n");
        INFO(path << " " << answer.body.substr(0, 300));
        REQUIRE(answer.status == 200);
        return lines(answer.body).back();  // after who waits is told
    };
    const auto require = [](const Json& object, const Json& required) {
        for (const Json& name : required) CHECK(object.contains(name.get<std::string>()));
    };
    const Json& named = schema.at("components").at("schemas");
    require(get("/atelier"), named.at("State").at("required"));
    CHECK(get("/atelier/carreaux").at("type") == "FeatureCollection");
    const Json facilities = get("/atelier/equipements").at("features");
    REQUIRE(!facilities.empty());
    for (const char* key : {"id", "nom", "categorie", "aussi"})
        CHECK(facilities[0].at("properties").contains(key));
    const Json stops = get("/atelier/arrets").at("features");
    REQUIRE(!stops.empty());
    CHECK(stops[0].at("properties").contains("nom"));
    // Nothing cuts the hamlet.
    CHECK(get("/atelier/franchissements?quartier=QN09901N").at("franchissements") == Json::array());
    CHECK_THAT(get("/atelier/franchissements?quartier=QN0").at("erreur").at("texte"),
               Contains("« QN0 »"));
    const Json street = get("/atelier/rue?lon=2.9921&lat=46.492");
    CHECK(street.at("rue").at("coordinates")[0].size() >= 2);
    CHECK(street.at("distance_m").get<double>() < 10);
    CHECK(get("/atelier/rue?lon=3.5&lat=46.492").at("rue").is_null());
    const Json walk = get("/atelier/isochrone?lon=3&lat=46.5&minutes=10");
    CHECK(walk.at("aire").at("type") == "MultiPolygon");
    CHECK(walk.at("habitants").get<double>() > 0);
    CHECK(walk.at("equipements").at("mairie") == 1);
    CHECK(get("/atelier/isochrone?lon=3.5&lat=46.5&minutes=10").at("aire").is_null());
    std::vector<std::string> stages;
    const Json& known = named.at("Part").at("properties").at("etape").at("enum");
    for (const Json& part : lines(post(open.port(), "/atelier/scenario", footbridge()).body)) {
        CHECK(std::ranges::find(known, part.at("etape")) != known.end());
        if (part.at("etape") != "calcul") stages.push_back(part.at("etape"));
    }
    CHECK(stages == std::vector<std::string>{"pose", "marche", "indice", "tout"});
    for (const char* wrong : {"/atelier/rue", "/atelier/rue?lon=nan&lat=46", "/atelier/rue?lon=3",
                              "/atelier/isochrone?lon=3&lat=46.5&minutes=1e9",
                              "/atelier/isochrone?lon=3&lat=46.5&minutes=5x"}) {
        INFO(wrong);
        CHECK(http_get(open.port(), wrong).status == 400);
    }
}
