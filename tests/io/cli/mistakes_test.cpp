// SPDX-License-Identifier: Apache-2.0
// Every mistake of a user is tried on a territory that runs without it: exit code, message, nothing
// half-written.
#include <csignal>
#include <fstream>
#include <thread>

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// A hamlet with a good first edition in out/; a mistake is then made and the run tried again.
class Mistake {
  public:
    Mistake() {
        config_ = write_hamlet(scratch_);
        const Outcome first = run();
        INFO(first.err);
        REQUIRE(first.exit_code == 0);
        before_ = snapshot(scratch_.path() / "out");
        REQUIRE(before_.count("lisiere.gpkg") == 1);
    }
    Outcome run() const {
        return run_lisiere({"run", config_.string(), "-o", (scratch_.path() / "out").string()});
    }
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string text = scratch_.read(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        scratch_.write(file, text);
    }
    void truncate(const std::string& file, std::size_t bytes) const {
        scratch_.write(file, scratch_.read(file).substr(0, bytes));
    }
    const Scratch& files() const { return scratch_; }

    /// The run is refused with this code, its message holds the words, and the earlier edition is
    /// as it was.
    void refused(int exit_code, const std::vector<std::string>& words) const {
        const Outcome outcome = run();
        INFO(outcome.err);
        CHECK(outcome.exit_code == exit_code);
        for (const std::string& word : words) CHECK_THAT(outcome.err, Contains(word));
        untouched();
    }
    void untouched() const {
        CHECK(snapshot(scratch_.path() / "out") == before_);
        for (const auto& entry : fs::directory_iterator(scratch_.path()))
            CHECK_FALSE(entry.path().filename().string().starts_with(".out"));
    }

  private:
    Scratch scratch_;
    fs::path config_;
    std::map<std::string, std::string> before_;
};

}  // namespace

TEST_CASE("a missing column is refused with the file, the column and the nearest one", "[cli]") {
    const Mistake mistake;
    mistake.replace("iris.geojson", "CODE_IRIS", "CODE_IRS");
    mistake.replace("iris.geojson", "CODE_IRIS", "CODE_IRS");
    mistake.refused(3, {"iris.geojson", "CODE_IRS", "champs"});
}

TEST_CASE("coordinates that cannot be of the CRS they are labelled with are refused", "[cli]") {
    const Mistake mistake;
    mistake.replace("t.toml", "fichier = \"qpv.geojson\"", "fichier = \"qpv.geojson\"\ncrs = 2154");
    mistake.refused(3, {"qpv.geojson", "crs"});
}

TEST_CASE("Lambert-93 coordinates labelled as degrees are refused", "[cli]") {
    const Mistake mistake;
    mistake.files().write("qpv.geojson",
                          R"({"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"code_qp":"QN09901N","lib_qp":"La Lande"},"geometry":{"type":"Polygon","coordinates":
        [[[699000,6599000],[700000,6599000],[700000,6600000],[699000,6600000],[699000,6599000]]]}}]})");
    mistake.refused(3, {"qpv.geojson", "2154 (Lambert-93)", "déclarer crs"});
}

TEST_CASE("an empty layer is refused", "[cli]") {
    const Mistake mistake;
    mistake.files().write("qpv.geojson", R"({"type":"FeatureCollection","features":[]})");
    mistake.refused(3, {"qpv.geojson"});
}

TEST_CASE("duplicate codes are refused and named", "[cli]") {
    const Mistake mistake;
    std::string text = mistake.files().read("qpv.geojson");
    const auto from = text.find("{\"type\":\"Feature\",");
    const std::string feature = text.substr(from, text.size() - 2 - from);
    mistake.files().write("qpv.geojson", R"({"type":"FeatureCollection","features":[)" + feature +
                                             "," + feature + "]}");
    mistake.refused(3, {"qpv.geojson", "QN09901N"});
}

TEST_CASE("truncated streets are refused", "[cli]") {
    const Mistake mistake;
    mistake.truncate("rues.osm", 2000);
    mistake.refused(3, {"rues.osm"});
}

TEST_CASE("a file that is no PBF is refused", "[cli]") {
    const Mistake mistake;
    mistake.files().write(
        "rues.osm.pbf", std::string("\0\0\0\x0d\x0a\x09OSMHeader\x18", 16) + std::string(40, 'x'));
    mistake.replace("t.toml", "rues.osm", "rues.osm.pbf");
    mistake.refused(3, {"rues.osm.pbf"});
}

TEST_CASE("a PBF cut in the middle is refused", "[cli]") {
    const Mistake mistake;
    const std::string whole = lisiere::io::read_text(LISIERE_ROOT "/examples/demo/rues.osm.pbf");
    mistake.files().write("rues.osm.pbf", whole.substr(0, whole.size() / 2));
    mistake.replace("t.toml", "rues.osm", "rues.osm.pbf");
    mistake.refused(3, {"rues.osm.pbf"});
}

TEST_CASE("a truncated zip of timetables is refused", "[cli]") {
    const Mistake mistake;
    const std::string whole = lisiere::io::read_text(LISIERE_ROOT "/examples/demo/gtfs.zip");
    mistake.files().write("gtfs.zip", whole.substr(0, whole.size() / 2));
    mistake.replace("t.toml", "fichier = \"gtfs\"", "fichier = \"gtfs.zip\"");
    mistake.refused(3, {"gtfs.zip"});
}

TEST_CASE("a feed without stop_times is refused and the missing file named", "[cli]") {
    const Mistake mistake;
    fs::remove(mistake.files().path() / "gtfs" / "stop_times.txt");
    mistake.refused(3, {"gtfs", "stop_times.txt"});
}

TEST_CASE("a date without service is refused with the dates that have some", "[cli]") {
    const Mistake mistake;
    mistake.replace("t.toml", "2026-03-17", "2027-03-17");
    mistake.refused(3, {"2027-03-17", "2026"});
}

TEST_CASE("a Sunday without service is refused too: no walk-only result without a word", "[cli]") {
    const Mistake mistake;
    mistake.replace("t.toml", "2026-03-17", "2026-03-15");
    mistake.refused(3, {"2026-03-15"});
}

TEST_CASE("an unknown key of the configuration is a usage error with a suggestion", "[cli]") {
    const Mistake mistake;
    mistake.replace("t.toml", "centre = \"centre\"", "centr = \"centre\"");
    mistake.refused(2, {"t.toml", "calcul.centr", "\"centre\" ?"});
}

TEST_CASE("a file that does not exist is refused", "[cli]") {
    const Mistake mistake;
    mistake.replace("t.toml", "iris.geojson", "iris_absent.geojson");
    mistake.refused(3, {"iris_absent.geojson"});
}

TEST_CASE("an output that cannot be written is said before anything is computed", "[cli]") {
    const Mistake mistake;
    mistake.files().write("occupe", "a file where a folder should be");
    const Outcome outcome = run_lisiere({"run", (mistake.files().path() / "t.toml").string(), "-o",
                                         (mistake.files().path() / "occupe" / "out").string()});
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.err, Contains("occupe"));
    mistake.untouched();
}

TEST_CASE("a folder that holds something else is not overwritten", "[cli]") {
    const Mistake mistake;
    mistake.files().write("photos/vacances.jpg", "x");
    const Outcome outcome = run_lisiere({"run", (mistake.files().path() / "t.toml").string(), "-o",
                                         (mistake.files().path() / "photos").string()});
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.err, Contains("photos"));
    CHECK(mistake.files().read("photos/vacances.jpg") == "x");
}

TEST_CASE("Ctrl-C half way leaves the earlier edition and nothing else", "[cli]") {
    const Mistake mistake;
    mistake.replace("population.csv", "3000", "3100");  // so that there is work to do
    const Outcome outcome = run_lisiere(
        {"run", (mistake.files().path() / "t.toml").string(), "-o",
         (mistake.files().path() / "out").string()},
        {}, [&](int pid) {
            // Once the work folder is there, the run is under way.
            for (int i = 0; i < 2000 && !fs::exists(mistake.files().path() / ".out.en-cours"); ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            ::kill(pid, SIGINT);
        });
    INFO(outcome.err);
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.err, Contains("interrompu"));
    mistake.untouched();
}

TEST_CASE("an earlier edition is replaced when the inputs changed, kept when they did not",
          "[cli]") {
    const Mistake mistake;
    const auto before = snapshot(mistake.files().path() / "out");
    const Outcome same = mistake.run();
    CHECK(same.exit_code == 0);
    CHECK_THAT(same.err, Contains("rien n'a changé"));
    CHECK(snapshot(mistake.files().path() / "out") == before);
    mistake.replace("population.csv", "3000", "3100");
    CHECK(mistake.run().exit_code == 0);
    CHECK(snapshot(mistake.files().path() / "out") != before);
}

TEST_CASE("check names every bad layer, not only the first, and writes nothing", "[cli]") {
    const Mistake mistake;
    mistake.files().write("qpv.geojson", R"({"type":"FeatureCollection","features":[]})");
    fs::remove(mistake.files().path() / "gtfs" / "stop_times.txt");
    const Outcome outcome = run_lisiere({"check", (mistake.files().path() / "t.toml").string()});
    CHECK(outcome.exit_code == 3);
    CHECK_THAT(outcome.err, Contains("qpv.geojson"));
    CHECK_THAT(outcome.err, Contains("stop_times.txt"));
    mistake.untouched();
}

TEST_CASE("unknown verbs and options are usage errors", "[cli]") {
    CHECK(run_lisiere({}).exit_code == 2);
    const Outcome misspelt = run_lisiere({"chek", "t.toml"});
    CHECK(misspelt.exit_code == 2);
    CHECK_THAT(misspelt.err, Contains("« check » ?"));
    CHECK(run_lisiere({"run"}).exit_code == 2);
    CHECK(run_lisiere({"run", "absent.toml"}).exit_code == 2);
    CHECK(run_lisiere({"run", "x.toml", "--treads", "2"}).exit_code == 2);
    CHECK(run_lisiere({"--help"}).exit_code == 0);
    CHECK(run_lisiere({"--version"}).exit_code == 0);
}
