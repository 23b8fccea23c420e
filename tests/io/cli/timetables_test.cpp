// SPDX-License-Identifier: Apache-2.0
// Timetables that are wrong or lie elsewhere: a notice or a refusal, never a silent NULL.
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// The hamlet, with one file of its feed or its configuration changed before a run.
class Feed {
  public:
    Feed() : config_(write_hamlet(scratch_)) {}

    void replace(const std::string& file, const std::string& what, const std::string& with) const {
        std::string text = scratch_.read(file);
        const auto at = text.find(what);
        REQUIRE(at != std::string::npos);
        scratch_.write(file, text.replace(at, what.size(), with));
    }
    void add(const std::string& file, const std::string& text) const {
        scratch_.write(file, scratch_.read(file) + text);
    }
    void write(const std::string& file, const std::string& text) const {
        scratch_.write(file, text);
    }
    Outcome run() const {
        return run_lisiere({"run", config_.string(), "-o", (scratch_.path() / "out").string()});
    }
    /// The row of a notice in the edition; empty without it.
    std::string notice(const std::string& code) const {
        const std::string all = scratch_.read("out/tables/constats.csv");
        const auto at = all.find("\n" + code + ";");
        return at == std::string::npos ? std::string()
                                       : all.substr(at + 1, all.find('\n', at + 1) - at - 1);
    }
    std::string table(const std::string& name) const {
        return scratch_.read("out/tables/" + name + ".csv");
    }

  private:
    Scratch scratch_;
    std::filesystem::path config_;
};

}  // namespace

TEST_CASE("the hamlet's timetable has nothing to be said of", "[cli]") {
    const Feed feed;
    REQUIRE(feed.run().exit_code == 0);
    for (const char* code : {"arrets_non_rattaches", "horaires_hors_territoire", "gare_en_boucle",
                             "heure_illisible", "fenetre_peu_desservie"})
        CHECK(feed.notice(code).empty());
}

TEST_CASE("a stop 10 km from any street is named, and reached by nobody", "[cli]") {
    const Feed feed;
    feed.replace("gtfs/stops.txt", "s3,Est,46.512,3.016", "s3,Est,46.512,3.15");
    REQUIRE(feed.run().exit_code == 0);
    CHECK_THAT(feed.notice("arrets_non_rattaches"), Contains("0:s3"));
}

TEST_CASE("a feed of another country is told, and is no timetable of this one: NULL, not 0",
          "[cli]") {
    const Feed feed;
    feed.write("gtfs/stops.txt",
               "stop_id,stop_name,stop_lat,stop_lon\ns1,Lande,-30.0,-51.2\ns2,Place,-30.01,-51.2\n"
               "s3,Est,-30.02,-51.2\n");
    REQUIRE(feed.run().exit_code == 0);
    CHECK_THAT(feed.notice("horaires_hors_territoire"), Contains("gtfs"));
    CHECK_THAT(feed.table("desserte"), !Contains("QN09901N"));
}

TEST_CASE("loops of stations are cut and told, negative times are read as blank and told",
          "[cli]") {
    const Feed feed;
    feed.write("gtfs/stops.txt",
               "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
               "s1,Lande,46.488,2.988,0,g\ns2,Place,46.5,3.0,0,\ns3,Est,46.512,3.016,0,\n"
               "g,Gare,46.488,2.988,1,h\nh,Halle,46.488,2.988,1,g\n");
    feed.replace("gtfs/stop_times.txt", "t0,05:06:00,05:06:00,s2", "t0,-05:06:00,-05:06:00,s2");
    REQUIRE(feed.run().exit_code == 0);
    CHECK_THAT(feed.notice("gare_en_boucle"), Contains(";3;"));
    CHECK_THAT(feed.notice("heure_illisible"), Contains(";2;"));
    CHECK_THAT(feed.notice("heures_interpolees"), Contains("0.5 % des 192 passages"));
}

TEST_CASE("a window with hardly any service is warned of, with the busiest one", "[cli]") {
    const Feed feed;
    feed.add("t.toml", "fenetre = [\"21:30\", \"22:30\"]\n");
    const Outcome outcome = feed.run();
    REQUIRE(outcome.exit_code == 0);
    CHECK_THAT(outcome.err + outcome.out, Contains("fenetre_peu_desservie"));
    CHECK_THAT(feed.notice("fenetre_peu_desservie"),
               Contains("peu de courses partent entre 21:30 et 22:30 (0), contre 4"));
}

TEST_CASE("a date outside the calendar is refused with the dates there are", "[cli]") {
    const Feed feed;
    feed.replace("t.toml", "2026-03-17", "2031-03-17");
    const Outcome outcome = feed.run();
    CHECK(outcome.exit_code == 3);
    CHECK_THAT(outcome.err, Contains("2031-03-17") && Contains("2026-01-05") &&
                                Contains("2026-12-18") && Contains("prendre le "));
}
