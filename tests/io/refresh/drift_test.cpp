// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/drift.hpp"

#include <nlohmann/json.hpp>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

const std::filesystem::path table = data_folder() / "geodata" / "reference" / "actualisation.csv";

Profile town() {
    Profile profile;
    profile.files.push_back({"horaires", "horaires[0]", "gtfs.zip", "aa", 1000.0, {}, {}});
    profile.files.push_back({"recensement",
                             "recensement[0]",
                             "pop.csv",
                             "bb",
                             200.0,
                             {"IRIS", "P21_CHOM1564", "P21_POP"},
                             {}});
    profile.files.push_back({"perimetres",
                             "perimetres[0]",
                             "qpv.gpkg",
                             "cc",
                             2.0,
                             {"code_qp"},
                             geo::Box{3, 50, 4, 51}});
    profile.measures["horaires"] = {{"arrets", 100},
                                    {"departs_ouvrable", 5000},
                                    {"departs_samedi", 3000},
                                    {"departs_dimanche", 0}};
    profile.measures["population"] = {{"habitants", 10000}};
    profile.perimeters["Q1"] = {"Les Tilleuls", geo::Point{0, 0}, 250000};
    profile.perimeters["Q2"] = {"La Lande", geo::Point{5000, 0}, 100000};
    profile.first_to_end = "gtfs.zip";
    profile.end_of_service = "2026-12-20";
    return profile;
}

std::vector<DriftFinding> compared(const Profile& now,
                                   const std::vector<DriftOverride>& overrides = {}) {
    const Profile before = town();
    return drift(&before, now, std::nullopt, read_drift_rules(table, overrides));
}

std::string only(const std::vector<DriftFinding>& findings) {
    REQUIRE(findings.size() == 1);
    return (findings.front().refuses ? "refuse " : "signale ") + findings.front().measure;
}

}  // namespace

TEST_CASE("an edition does not drift from itself, and the first has nothing to drift from",
          "[refresh]") {
    CHECK(compared(town()).empty());
    CHECK(drift(nullptr, town(), std::nullopt, read_drift_rules(table, {})).empty());
}

TEST_CASE("a fall is refused beyond its threshold and not at it; a rise likewise", "[refresh]") {
    Profile now = town();
    now.measures["horaires"]["arrets"] = 85;
    CHECK(compared(now).empty());
    now.measures["horaires"]["arrets"] = 84;
    CHECK(only(compared(now)) == "refuse arrets");
    CHECK_THAT(compared(now).front().sentence, Contains("de 100 à 84"));
    now = town();
    now.measures["population"]["habitants"] = 11200;
    CHECK(only(compared(now)) == "refuse habitants");
}

TEST_CASE("a measure of 0 before is not compared, and a layer that gives nothing any more is",
          "[refresh]") {
    Profile now = town();
    now.measures["horaires"]["departs_dimanche"] = 400;
    CHECK(compared(now).empty());
    now = town();
    now.measures.erase("horaires");
    CHECK(refuses(compared(now)));
}

TEST_CASE("perimeters lost, renamed, moved and redrawn are told by name", "[refresh]") {
    Profile now = town();
    now.perimeters.erase("Q2");
    CHECK(only(compared(now)) == "refuse perdus");
    CHECK_THAT(compared(now).front().sentence, Contains("La Lande (Q2)"));
    now = town();
    now.perimeters["Q1"].name = "Les Tilleuls et la Plaine";
    CHECK(only(compared(now)) == "signale renommes");
    now = town();
    now.perimeters["Q1"].centre = geo::Point{30, 40};  // 50 m: hypotenuse of 30 and 40
    CHECK(compared(now).empty());
    now.perimeters["Q1"].centre = geo::Point{30, 41};
    CHECK(only(compared(now)) == "refuse deplacement_m");
    now = town();
    now.perimeters["Q1"].area_m2 = 250000 * 1.11;
    CHECK(only(compared(now)) == "refuse surface");
}

TEST_CASE("rows, columns and extent are compared only where a file's bytes changed", "[refresh]") {
    Profile now = town();
    now.files[0].rows = 700;
    CHECK(compared(now).empty());
    now.files[0].sha256 = "ab";
    CHECK(only(compared(now)) == "refuse enregistrements");
    now = town();
    now.files[1].columns = {"IRIS", "P21_POP"};
    now.files[1].sha256 = "ab";
    CHECK(only(compared(now)) == "refuse colonnes_perdues");
    CHECK_THAT(compared(now).front().sentence, Contains("P21_CHOM1564"));
    now = town();
    now.files[2].sha256 = "ab";
    now.files[2].degrees = geo::Box{3, 50, 3.5, 51};  // half of it
    CHECK(only(compared(now)) == "refuse emprise_perdue");
    now.files[2].degrees = geo::Box{13, 50, 14, 51};  // elsewhere altogether
    CHECK(refuses(compared(now)));
}

TEST_CASE("a new timetable that has ended is refused, one already in place is told", "[refresh]") {
    const Profile before = town();
    const auto rules = read_drift_rules(table, {});
    Profile now = town();
    CHECK(drift(&before, now, 2026y / 12 / 1, rules).empty());
    const auto soon = drift(&before, now, 2026y / 12 / 10, rules);
    CHECK(only(soon) == "signale jours_de_validite");
    CHECK(only(drift(&before, now, 2026y / 12 / 21, rules)) == "signale jours_de_validite");
    now.files[0].sha256 = "ab";
    CHECK(only(drift(&before, now, 2026y / 12 / 21, rules)) == "refuse jours_de_validite");
    CHECK(drift(&before, now, 2026y / 12 / 6, rules).empty());
    // The first edition is the baseline, whatever the age of its sources.
    CHECK(only(drift(nullptr, now, 2026y / 12 / 21, rules)) == "signale jours_de_validite");
}

TEST_CASE(
    "a threshold set in the configuration wins, for its layer alone; ignored is not looked at",
    "[refresh]") {
    Profile now = town();
    now.measures["horaires"]["arrets"] = 60;
    CHECK(compared(now, {{"seuils[0]", "horaires", "arrets", 0.5, {}, {}, {}, "refuser"}}).empty());
    CHECK(compared(now, {{"seuils[0]", "horaires", "arrets", {}, {}, {}, {}, "ignorer"}}).empty());
    now = town();
    now.files[0].rows = 700;
    now.files[0].sha256 = "ab";
    CHECK(compared(now, {{"seuils[0]", "horaires", "enregistrements", {}, {}, {}, {}, "ignorer"}})
              .empty());
    now.files[2].rows = 1;
    now.files[2].sha256 = "ab";
    CHECK(only(compared(
              now, {{"seuils[0]", "horaires", "enregistrements", {}, {}, {}, {}, "ignorer"}})) ==
          "refuse enregistrements");
    try {
        compared(now, {{"actualisation.seuils[0]", "horaires", "arret", 0.5, {}, {}, {}, ""}});
        FAIL("accepted");
    } catch (const ConfigError& error) {
        CHECK_THAT(error.what(), Contains("horaires arrets"));
    }
}

TEST_CASE("a profile reads back as it was written", "[refresh]") {
    const Profile profile = town();
    const Profile back = profile_of(to_json(profile));
    CHECK(to_json(back) == to_json(profile));
    CHECK(back.files[2].degrees->max_y == 51);
    CHECK(back.perimeters.at("Q1").area_m2 == 250000);
}
