// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

// Inputs that nobody made for us, or somebody made against us: each ends within seconds, with the
// file named and the status of an input (3) or of a configuration (2), never by a signal.
#include <sys/stat.h>

#include <chrono>

#include "io/base/zip_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// A hamlet of which one file is replaced.
class Hamlet {
  public:
    Hamlet() : config_(write_hamlet(scratch_)) {}
    const Scratch& files() const { return scratch_; }
    void declare(const std::string& toml) const {
        scratch_.write("t.toml", scratch_.read("t.toml") + "\n" + toml);
    }
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string text = scratch_.read(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        scratch_.write(file, text);
    }
    /// `check` ends soon, under 1 GiB, with this status and these words.
    void ends(int exit_code, const std::vector<std::string>& words) const {
        const auto start = std::chrono::steady_clock::now();
        const Outcome outcome = run_lisiere({"--memoire", "1G", "check", config_.string()});
        INFO(outcome.err);
        CHECK(outcome.exit_code == exit_code);
        for (const std::string& word : words) CHECK_THAT(outcome.err, Contains(word));
        CHECK_THAT(outcome.err, !Contains("erreur interne"));
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    }

  private:
    Scratch scratch_;
    fs::path config_;
};

std::string polygon(const std::string& corner) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
           R"({"code_qp":"QN09901N","lib_qp":"La Lande"},"geometry":{"type":"Polygon","coordinates":)"
           "[[[2.985,46.485],[" +
           corner + "],[2.995,46.495],[2.985,46.485]]]}}]}";
}

/// The same in Lambert-93, where nothing is projected.
std::string in_lambert(const std::string& corner) {
    std::string text = polygon(corner);
    const std::string crs =
        R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},)";
    text.insert(text.find("\"features\""), crs);
    for (const auto& [degrees, metres] :
         {std::pair("2.985,46.485", "698800,6598300"), std::pair("2.995,46.495", "699600,6599400")})
        for (auto at = text.find(degrees); at != text.npos; at = text.find(degrees))
            text.replace(at, std::string(degrees).size(), metres);
    return text;
}

}  // namespace

TEST_CASE("a coordinate beyond the Earth in a layer is refused with the file", "[cli]") {
    for (const std::string x : {"1e22", "-1e300", "1e15", "NaN", "Infinity", "1e400"}) {
        INFO(x);
        const Hamlet degrees;
        degrees.files().write("qpv.geojson", polygon(x + ",46.485"));
        degrees.ends(3, {"qpv.geojson"});
        const Hamlet metres;
        metres.files().write("qpv.geojson", in_lambert(x + ",6598300"));
        metres.ends(3, {"qpv.geojson"});
    }
}

TEST_CASE("a vertex on the other side of the Earth does not make a territory of that size",
          "[cli]") {
    const Hamlet hamlet;
    hamlet.files().write("qpv.geojson", in_lambert("9000000,6598300"));
    hamlet.ends(3, {"qpv.geojson", "km"});
}

TEST_CASE("impossible coordinates of tables are refused or left out, and told", "[cli]") {
    for (const std::string x : {"1e22", "999999999"}) {
        const Hamlet points;
        points.replace("equipements.csv", "mairie,3.0", "mairie," + x);
        points.ends(3, {"equipements.csv"});
    }
    const Hamlet stops;
    stops.replace("gtfs/stops.txt", "46.5,3.", "1e22,3.");
    stops.ends(0, {"arret_sans_coordonnees"});
    const Hamlet nodes;
    nodes.replace("rues.osm", "lon=\"2.98", "lon=\"1e22");
    nodes.ends(3, {"rues.osm"});
    const Hamlet grid;
    grid.files().write("carreaux.csv",
                       "idcar_200m,ind\nCRS3035RES200mN9223372036854775807E4252400,5\n");
    grid.declare("[[population]]\nfichier = \"carreaux.csv\"\n");
    grid.ends(3, {"carreaux.csv"});
}

TEST_CASE("what OpenStreetMap does not allow is refused with the file", "[cli]") {
    const std::string long_text(1100, 'x');
    const std::vector<std::pair<std::string, std::string>> ways = {
        {"<tag k=\"highway\"", "<tag k=\"note\" v=\"" + long_text + "\"/><tag k=\"highway\""},
        {"<tag k=\"highway\"", "<tag k=\"" + long_text + "\" v=\"1\"/><tag k=\"highway\""},
        {"<node id=\"1\"", "<node id=\"99999999999999999999\""},
        {"<nd ref=\"1\"/>", "<nd ref=\"x\"/>"},
        {"</osm>", "<relation id=\"1\" version=\"1\"><member type=\"way\" ref=\"1000\" role=\"" +
                       long_text + "\"/></relation></osm>"},
        {"<osm version=\"0.6\">",
         "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><osm "
         "version=\"0.6\">"}};
    for (const auto& [from, to] : ways) {
        INFO(to.substr(0, 60));
        const Hamlet hamlet;
        hamlet.replace("rues.osm", from, to);
        hamlet.declare("[[coupures]]\nfichier = \"rues.osm\"\ntype = \"osm\"\n");
        hamlet.ends(3, {"rues.osm"});
    }
}

TEST_CASE("a feed whose frequencies, calendars or archive blow up is refused with file and line",
          "[cli]") {
    const std::string header = "trip_id,start_time,end_time,headway_secs,exact_times\n";
    const Hamlet hours;
    hours.files().write("gtfs/frequencies.txt", header + "t0,00:00:00,999:00:00,1,1\n");
    hours.ends(3, {"gtfs, frequencies.txt, ligne 2", "999:00:00"});

    const Hamlet seconds;
    std::string rows = header;
    for (int trip = 0; trip < 64; ++trip) rows += fmt::format("t{},00:00:00,24:00:00,1,1\n", trip);
    seconds.files().write("gtfs/frequencies.txt", rows);
    seconds.ends(3, {"gtfs, frequencies.txt, ligne 2", "5529600 départs"});  // 64 × 86,400

    const Hamlet years;
    std::string calendar = years.files().read("gtfs/calendar.txt");
    for (int service = 0; service < 2000; ++service)
        calendar += fmt::format("s{},1,1,1,1,1,1,1,10000101,30001231\n", service);
    years.files().write("gtfs/calendar.txt", calendar);
    years.ends(0, {"date_illisible"});
    for (auto at = calendar.find("10000101"); at != calendar.npos; at = calendar.find("10000101"))
        calendar.replace(at, 17, "20000101,20291231");
    years.files().write("gtfs/calendar.txt", calendar);
    years.ends(3, {"gtfs, calendar.txt, ligne"});

    const Hamlet bomb;
    lisiere::io::write_zip(bomb.files().path() / "bombe.zip",
                           {{"stops.txt", std::string(100U << 20U, '0')}});
    bomb.replace("t.toml", "fichier = \"gtfs\"", "fichier = \"bombe.zip\"");
    bomb.ends(3, {"bombe.zip", "stops.txt"});
}

TEST_CASE("pipes, devices and folders where a file is due keep nobody waiting", "[cli]") {
    for (const std::string file :
         {"qpv.geojson", "rues.osm", "equipements.csv", "population.csv", "gtfs"}) {
        INFO(file);
        const Hamlet hamlet;
        fs::remove_all(hamlet.files().path() / file);
        REQUIRE(::mkfifo((hamlet.files().path() / file).c_str(), 0600) == 0);
        hamlet.ends(3, {file});
    }
    const Scratch scratch;
    REQUIRE(::mkfifo((scratch.path() / "t.toml").c_str(), 0600) == 0);
    const std::string pipe = (scratch.path() / "t.toml").string();
    for (const std::string& config :
         {std::string("/dev/zero"), std::string("/dev/null"), scratch.path().string(), pipe}) {
        INFO(config);
        const Outcome outcome = run_lisiere({"check", config});
        CHECK(outcome.exit_code == 2);
        CHECK_THAT(outcome.err, Contains(config));
    }
    CHECK(run_lisiere({"info", pipe}).exit_code == 2);
    CHECK(run_lisiere({"info", "/dev/zero"}).exit_code == 3);
}

TEST_CASE("no configuration ends the program by a signal", "[cli]") {
    std::string dotted;
    for (int i = 0; i < 50'000; ++i) dotted += "a.";
    const std::vector<std::string> texts = {
        "[calcul]\n" + dotted + "a = 1\n",
        "[" + dotted + "a]\n",
        "x = " + std::string(100'000, '[') + std::string(100'000, ']') + "\n",
        "x = " + std::string(100'000, '{') + "\n",
        std::string("x = \"a\0b\"\n", 10),
        "x = \"\xFF\xFE\"\n",
        std::string(1000, '\0'),
        std::string(17U << 20U, '#')};
    for (const std::string& text : texts) {
        INFO(text.substr(0, 40));
        const Scratch scratch;
        const Outcome outcome = run_lisiere({"check", scratch.write("t.toml", text).string()});
        CHECK(outcome.exit_code == 2);
        CHECK_THAT(outcome.err, Contains("t.toml"));
        CHECK(outcome.err.size() < 20'000);
    }
}

TEST_CASE("a table that blows up in memory is refused with file and line", "[cli]") {
    const Hamlet wide;
    wide.files().write("population.csv", "IRIS;COM\n" + std::string(1U << 20U, ';') + "\n");
    wide.ends(3, {"population.csv, ligne 2"});
    const Hamlet endless;
    endless.files().write("equipements.csv",
                          "id,nom,categorie,lon,lat\n1," + std::string(17U << 20U, 'x') + "\n");
    endless.ends(3, {"equipements.csv, ligne 2"});
}
