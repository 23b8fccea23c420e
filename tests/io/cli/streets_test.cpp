// SPDX-License-Identifier: Apache-2.0
// Streets as users bring them: of another country, closed to a mode, on a slope.
#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

struct Place {
    Scratch scratch;
    std::filesystem::path config = write_hamlet(scratch);

    Outcome verb(const std::string& name) const {
        if (name == "check") return run_lisiere({name, config.string()});
        return run_lisiere(
            {name, config.string(), "-o", (scratch.path() / "out").string(), "--force"});
    }
    void replace_all(const std::string& file, const std::string& from,
                     const std::string& to) const {
        std::string text = scratch.read(file);
        for (auto at = text.find(from); at != std::string::npos;
             at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
        scratch.write(file, text);
    }
    std::string access() const { return scratch.read("out/tables/acces.csv"); }
    /// The lines of a table that hold a word.
    static std::size_t lines_with(const std::string& table, const std::string& word) {
        std::size_t count = 0;
        for (auto at = table.find(word); at != std::string::npos; at = table.find(word, at + 1))
            ++count;
        return count;
    }
};

}  // namespace

TEST_CASE("streets of another country are refused with their distance", "[cli]") {
    const Place place;
    // The same grid ten degrees further south.
    place.replace_all("rues.osm", "lat=\"46.", "lat=\"36.");
    const Outcome outcome = place.verb("run");
    CHECK(outcome.exit_code == 3);
    CHECK_THAT(outcome.err, Contains("rues.osm"));
    CHECK_THAT(outcome.err, Contains("km des autres"));
}

TEST_CASE("where no street is open to cars their times are missing, and the reason said", "[cli]") {
    const Place place;
    place.replace_all("rues.osm", "residential", "footway");
    const Outcome outcome = place.verb("run");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK_THAT(outcome.err + outcome.out, Contains("mode_sans_rue"));
    const std::string constats = place.scratch.read("out/tables/constats.csv");
    CHECK_THAT(constats, Contains("mode_sans_rue;avertissement;rues.osm (voiture)"));
    const std::string access = place.access();
    CHECK(Place::lines_with(access, ";marche;") > 0);
    CHECK(Place::lines_with(access, ";voiture;") == Place::lines_with(access, ";voiture;;;"));
}

TEST_CASE("a relief changes times on foot and by bicycle, not by car", "[cli]") {
    const Place place;
    REQUIRE(place.verb("run").exit_code == 0);
    const std::string flat = place.access();
    // A slope of 10 m per 0.001 degree northwards, about 9 %, row by row from the north.
    std::string grid = "ncols 80\nnrows 80\nxllcorner 2.96\nyllcorner 46.46\ncellsize 0.001\n";
    for (int row = 0; row < 80; ++row) {
        for (int column = 0; column < 80; ++column) grid += fmt::format("{} ", 10 * (80 - row));
        grid += '\n';
    }
    place.scratch.write("mnt.asc", grid);
    place.scratch.write("t.toml", place.scratch.read("t.toml") +
                                      "\n[[relief]]\nfichier = \"mnt.asc\"\ncrs = 4326\n");
    const Outcome outcome = place.verb("run");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const auto by = [](const std::string& table, const std::string& mode) {
        std::string lines;
        for (std::size_t at = 0; at < table.size();) {
            const std::size_t end = std::min(table.find('\n', at), table.size());
            const std::string line = table.substr(at, end - at);
            if (line.find(";" + mode + ";") != std::string::npos) lines += line + '\n';
            at = end + 1;
        }
        return lines;
    };
    const std::string sloped = place.access();
    CHECK(by(sloped, "marche") != by(flat, "marche"));
    CHECK(by(sloped, "velo") != by(flat, "velo"));
    // Gaps to the commune and ratios to transit aside, the minutes by car are the same.
    CHECK(by(sloped, "voiture").substr(0, 60) == by(flat, "voiture").substr(0, 60));
}

TEST_CASE("only the modes that are asked are read", "[cli]") {
    const Place place;
    place.replace_all("t.toml", "[calcul]", "[calcul]\nmodes = [\"marche\"]");
    const Outcome outcome = place.verb("check");
    INFO(outcome.out << outcome.err);
    CHECK(outcome.exit_code == 0);
    CHECK_THAT(outcome.out, Contains("tronçons de rue\n"));
    CHECK_THAT(outcome.out, !Contains("en voiture"));
    CHECK_THAT(outcome.out, !Contains("à vélo"));
}
