// SPDX-License-Identifier: Apache-2.0
#include "io/edition/output_folder.hpp"

#include <sys/wait.h>

#include <cerrno>

#include "io/base/error.hpp"
#include "tests/io/edition/edition_support.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::io;
using Catch::Matchers::Contains;
using Names = std::vector<std::string>;

namespace {

/// A file system without exchange.
Moves renames_only() {
    Moves moves = system_moves();
    moves.exchange = [](const char*, const char*) {
        errno = EINVAL;
        return -1;
    };
    return moves;
}

/// The same in a process that ends, as by kill -9, at the given call of exchange or rename.
void publish_and_end_at(const fs::path& target, const Files& files, Moves moves, int call) {
    const pid_t child = ::fork();
    if (child == 0) {
        int calls = 0;
        const auto ending = [&calls, call](auto inner) {
            return [&calls, call, inner](const char* one, const char* other) {
                if (++calls == call) ::_exit(9);
                return inner(one, other);
            };
        };
        moves = {ending(moves.exchange), ending(moves.rename)};
        publish_edition(target, files, 0, EditionKind::edition, moves);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WEXITSTATUS(status) == 9);
}

}  // namespace

TEST_CASE("an edition appears whole, and a second one replaces it", "[edition]") {
    const EditionScratch scratch;
    const fs::path target = scratch.path() / "out" / "ville";
    publish_edition(target, {{"rapport.html", "one"}, {"tables/a.csv", "1"}});
    CHECK(read_text(target / "rapport.html") == "one");
    publish_edition(target, {{"rapport.html", "two"}});
    CHECK(read_text(target / "rapport.html") == "two");
    CHECK_FALSE(fs::exists(target / "tables"));  // an output of the old one
    CHECK(names(scratch.path() / "out") == Names{"ville"});
}

TEST_CASE("without publish the earlier edition stays and nothing is left behind", "[edition]") {
    const EditionScratch scratch;
    publish_edition(scratch.path() / "ville", {{"rapport.html", "one"}});
    {
        OutputFolder folder(output_place(scratch.path() / "ville", EditionKind::edition));
        put_text(folder.work() / "rapport.html", "half");
        OutputFolder other(
            output_place(scratch.path() / "a" / "b" / "ville", EditionKind::edition));
        CHECK(fs::exists(scratch.path() / "a" / "b"));
    }
    CHECK(read_text(scratch.path() / "ville" / "rapport.html") == "one");
    CHECK(names(scratch.path()) == Names{"ville"});  // nor parents made for nothing
}

TEST_CASE("what a killed run left is swept at the next start", "[edition]") {
    const EditionScratch scratch;
    put_text(scratch.path() / ".ville.en-cours" / "lisiere.gpkg", "half");
    put_text(scratch.path() / ".ville.verrou", "1234\n");
    publish_edition(scratch.path() / "ville", {{"rapport.html", "one"}});
    CHECK(names(scratch.path()) == Names{"ville"});
    CHECK(names(scratch.path() / "ville") == Names{"manifeste.json", "rapport.html"});
}

TEST_CASE("a name as long as the file system allows is written like any other", "[edition]") {
    const EditionScratch scratch;
    const std::string name(255, 'v');
    publish_edition(scratch.path() / name, {{"rapport.html", "one"}});
    publish_edition(scratch.path() / name, {{"rapport.html", "two"}});
    CHECK(read_text(scratch.path() / name / "rapport.html") == "two");
    CHECK(names(scratch.path()) == Names{name});
}

TEST_CASE("two runs towards one folder: the second is refused and told who is at work",
          "[edition]") {
    const EditionScratch scratch;
    const OutputPlace place = output_place(scratch.path() / "ville", EditionKind::edition);
    const OutputFolder first(place);
    CHECK_THROWS_WITH(OutputFolder(place),
                      Contains("une autre exécution") &&
                          Contains("processus " + std::to_string(::getpid()) + ", depuis"));
    heal_place(place, *std::make_unique<Notices>());
    CHECK(fs::exists(first.work()));  // nor does healing take the work of a living run
}

TEST_CASE("an edition is not made while a scenario is written in it, nor the reverse",
          "[edition]") {
    const EditionScratch scratch;
    const fs::path edition = scratch.path() / "ville";
    publish_edition(edition, {{"rapport.html", "one"}});
    const OutputPlace outer = output_place(edition, EditionKind::edition);
    const OutputPlace inner = output_place(edition / "scenarios" / "a", EditionKind::scenario);
    const OutputPlace beside = output_place(edition / "scenarios" / "b", EditionKind::scenario);
    {
        const OutputFolder one(inner);
        const OutputFolder other(beside);
        CHECK_THROWS_AS(OutputFolder(outer), OutputError);
    }
    {
        const OutputFolder one(outer);
        CHECK_THROWS_AS(OutputFolder(inner), OutputError);
    }
    CHECK(names(scratch.path()) == Names{"ville"});
    CHECK(names(edition) == Names{"manifeste.json", "rapport.html"});
}

TEST_CASE("a file system without exchange gets the edition by two renames", "[edition]") {
    const EditionScratch scratch;
    const fs::path target = scratch.path() / "ville";
    publish_edition(target, {{"rapport.html", "one"}});
    put_text(target / "notes.txt", "mine");
    publish_edition(target, {{"rapport.html", "two"}}, 0, EditionKind::edition, renames_only());
    CHECK(read_text(target / "rapport.html") == "two");
    CHECK(read_text(target / "notes.txt") == "mine");
    CHECK(names(scratch.path()) == Names{"ville"});
}

TEST_CASE("a rename that fails puts the earlier edition back", "[edition]") {
    const EditionScratch scratch;
    const fs::path target = scratch.path() / "ville";
    publish_edition(target, {{"rapport.html", "one"}});
    Moves moves = renames_only();
    moves.rename = [calls = 0, inner = moves.rename](const char* from, const char* to) mutable {
        if (++calls == 2) {
            errno = EIO;
            return -1;
        }
        return inner(from, to);
    };
    CHECK_THROWS_AS(
        publish_edition(target, {{"rapport.html", "two"}}, 0, EditionKind::edition, moves),
        OutputError);
    CHECK(read_text(target / "rapport.html") == "one");
    CHECK(names(scratch.path()) == Names{"ville"});
}

TEST_CASE(
    "wherever a run is killed in publishing, the next finds one whole edition and the user's "
    "things, and leaves nothing else",
    "[edition]") {
    const bool exchange = GENERATE(true, false);
    const int call = GENERATE(1, 2);
    if (exchange && call == 2) return;  // there is one call only
    CAPTURE(exchange, call);
    const EditionScratch scratch;
    const fs::path target = scratch.path() / "ville";
    publish_edition(target, {{"rapport.html", "one"}, {"tables/a.csv", "1"}});
    put_text(target / "notes.txt", "mine");
    put_text(target / "tables" / "a.csv", "edited");
    publish_and_end_at(target, {{"rapport.html", "two"}},
                       exchange ? system_moves() : renames_only(), call);
    CHECK(names(scratch.path()).size() > 1);
    Notices told;
    heal_place(output_place(target, EditionKind::edition), told);
    CHECK(names(scratch.path()) == Names{"ville"});
    CHECK(read_text(target / "rapport.html") == "one");
    CHECK(read_text(target / "notes.txt") == "mine");
    CHECK(read_text(target / "tables" / "a.csv") == "edited");
    publish_edition(target, {{"rapport.html", "three"}});
    CHECK(names(target) == Names{"manifeste.json", "notes.txt", "rapport.html", "tables"});
    CHECK(names(target / "tables") == Names{"a (enregistré).csv"});
}

TEST_CASE("killed right after the exchange: the new edition stays, what came late is moved",
          "[edition]") {
    const EditionScratch scratch;
    const fs::path target = scratch.path() / "ville";
    const fs::path old = scratch.path() / ".ville.en-cours";
    publish_edition(target, {{"rapport.html", "one"}});
    put_text(target / "notes.txt", "mine");
    fs::rename(target, old);
    publish_edition(target, {{"rapport.html", "two"}});
    // That publishing swept `old`; put one back as a kill would have left it.
    write_edition_files(old, {{"rapport.html", "one"}});
    fs::create_hard_link(target / "rapport.html", old / "linked.html");
    fs::create_hard_link(target / "rapport.html", target / "linked.html");
    put_text(old / "late.txt", "came meanwhile");
    Notices told;
    heal_place(output_place(target, EditionKind::edition), told);
    CHECK(read_text(target / "late.txt") == "came meanwhile");
    CHECK(read_text(target / "rapport.html") == "two");
    CHECK(told.count("fichiers_repris") == 1);
    CHECK(names(scratch.path()) == Names{"ville"});
}

TEST_CASE("a folder that has come to the place meanwhile is not replaced", "[edition]") {
    const EditionScratch scratch;
    const fs::path target = scratch.path() / "ville";
    OutputFolder folder(output_place(target, EditionKind::edition));
    write_edition_files(folder.work(), {{"rapport.html", "one"}});
    put_text(target / "photos" / "a.jpg", "x");
    Notices told;
    CHECK_THROWS_AS(folder.publish(told), Error);
    CHECK(names(target) == Names{"photos"});
}
