// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/refresh_folder.hpp"

#include <sys/wait.h>

#include "io/base/error.hpp"
#include "io/refresh/durable.hpp"
#include "io/viewer/write_scenario_map.hpp"
#include "tests/io/refresh/scratch.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string refusal(const fs::path& root, const std::string& territory) {
    try {
        const RefreshFolder folder(root, territory, at(30));
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("the newest edition is in place, and the one before it stays", "[refresh]") {
    const Folder scratch;
    RefreshFolder folder = open(scratch);
    CHECK(folder.current() == nullptr);
    const EditionCard one = publish(folder, at(1), "one");
    const EditionCard two = publish(folder, at(2), "two");
    CHECK(in_place(scratch) == "two");
    CHECK(folder.current()->name == two.name);
    CHECK(folder.before_current()->name == one.name);
    CHECK(read_text(folder.edition(one.name) / "lisiere.gpkg") == "one");
    CHECK(fs::read_symlink(scratch.path / "suivi" / "courante") == "editions/" + two.name);
}

TEST_CASE("editions keep their order when the clock goes back, and never share a name",
          "[refresh]") {
    const Folder scratch;
    RefreshFolder folder = open(scratch);
    const EditionCard later = publish(folder, at(20), "first made");
    const EditionCard earlier = publish(folder, at(3), "second made");
    const EditionCard same = publish(folder, at(3), "third made");
    CHECK(earlier.name < later.name);
    CHECK(same.name == "2026-11-03T000001Z");
    CHECK(folder.current()->name == same.name);
    CHECK(folder.before_current()->name == earlier.name);
}

TEST_CASE("a folder of other things, or of another territory, is refused and left as it is",
          "[refresh]") {
    const Folder scratch;
    put(scratch.path / "documents" / "lettre.txt", "x");
    CHECK_THAT(refusal(scratch.path / "documents", "Val"), Contains("lettre.txt"));
    CHECK(names_in(scratch.path / "documents") == std::vector<std::string>{"lettre.txt"});
    put(scratch.path / "fichier", "x");
    CHECK_THAT(refusal(scratch.path / "fichier", "Val"), Contains("un fichier"));
    make_edition(scratch.path / "edition", "x");
    CHECK_THAT(refusal(scratch.path / "edition", "Val"), Contains("autre chose"));
    { const RefreshFolder folder = open(scratch); }
    CHECK_THAT(refusal(scratch.path / "suivi", "Mont"), Contains("« Val »"));
    put(scratch.path / "suivi" / "actualisation.json", "{}");
    CHECK_THAT(refusal(scratch.path / "suivi", "Val"), Contains("actualisation.json"));
}

TEST_CASE("a second refresh is told who works there and since when; a dead one is not waited for",
          "[refresh]") {
    const Folder scratch;
    {
        const RefreshFolder folder = open(scratch);
        const std::string told = refusal(scratch.path / "suivi", "Val");
        CHECK_THAT(told, Contains("processus " + std::to_string(::getpid())));
        CHECK_THAT(told, Contains("depuis 2026-11-30T00:00:00Z"));
    }
    const pid_t child = ::fork();
    if (child == 0) {
        auto* held = new RefreshFolder(scratch.path / "suivi", "Val", at(1));
        static_cast<void>(held);
        ::_exit(0);  // without letting go of anything
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(refusal(scratch.path / "suivi", "Val") == "accepted");
}

TEST_CASE(
    "wherever a publication stops, the link leads to a whole edition and the next opening "
    "finishes or forgets it",
    "[refresh]") {
    const Folder scratch;
    const fs::path root = scratch.path / "suivi";
    {
        RefreshFolder folder = open(scratch);
        publish(folder, at(1), "one");
    }
    EditionCard next;
    next.name = "2026-11-02T000000Z";
    next.number = 2;
    next.date = "2026-11-02";
    const fs::path card = root / "editions" / (next.name + ".json");
    const fs::path edition = root / "editions" / next.name;

    // Killed while the edition was made.
    make_edition(root / ".candidat" / next.name, "half");
    put(root / "editions" / ".x.json.nouveau", "half");
    {
        const RefreshFolder folder = open(scratch);
        CHECK(in_place(scratch) == "one");
        CHECK(folder.editions().size() == 1);
        CHECK(names_in(root / "editions") ==
              std::vector<std::string>{"2026-11-01T000000Z", "2026-11-01T000000Z.json"});
        CHECK_FALSE(fs::exists(root / ".candidat"));
    }
    // Killed between the card and the move.
    write_card(next, card);
    make_edition(root / ".candidat" / next.name, "two");
    {
        const RefreshFolder folder = open(scratch);
        CHECK(in_place(scratch) == "one");
        CHECK_FALSE(fs::exists(card));
    }
    // Killed between the move and the link: it had passed the gate.
    write_card(next, card);
    make_edition(edition, "two");
    {
        const RefreshFolder folder = open(scratch);
        CHECK(in_place(scratch) == "two");
        CHECK(folder.current()->name == next.name);
        REQUIRE(folder.healed().size() == 1);
        CHECK_THAT(folder.healed().front(), Contains(next.name));
    }
    CHECK(open(scratch).healed().empty());
}

TEST_CASE("going back puts the newest aside, and an interrupted return is finished", "[refresh]") {
    const Folder scratch;
    const fs::path root = scratch.path / "suivi";
    {
        RefreshFolder folder = open(scratch);
        publish(folder, at(1), "one");
        publish(folder, at(2), "two");
        folder.point_at(EditionCard(*folder.before_current()), "2026-11-03");
        CHECK(in_place(scratch) == "one");
        CHECK(folder.before_current() == nullptr);
    }
    // Opening it again does not take the return for a publication cut short.
    CHECK(open(scratch).healed().empty());
    CHECK(in_place(scratch) == "one");
    // Killed between the mark and the link.
    point_link(root / "courante", "editions/2026-11-02T000000Z");
    CHECK(open(scratch).healed().size() == 1);
    CHECK(in_place(scratch) == "one");
    {
        RefreshFolder folder = open(scratch);
        folder.point_at(EditionCard(folder.editions().back()), "");
        CHECK(in_place(scratch) == "two");
        CHECK(folder.editions().back().put_aside.empty());
    }
}

TEST_CASE("removing an edition leaves what its manifest does not list, and what was changed since",
          "[refresh]") {
    const Folder scratch;
    RefreshFolder folder = open(scratch);
    const EditionCard one = publish(folder, at(1), "one");
    const EditionCard two = publish(folder, at(2), "two");
    publish(folder, at(3), "three");
    put(folder.edition(one.name) / "notes" / "réunion.txt", "mine");
    put(folder.edition(one.name) / "lisiere.gpkg", "changed by hand");
    const auto kept = folder.remove(one);
    CHECK(kept.size() == 2);
    CHECK(read_text(folder.edition(one.name) / "notes" / "réunion.txt") == "mine");
    CHECK(read_text(folder.edition(one.name) / "lisiere.gpkg") == "changed by hand");
    CHECK_FALSE(fs::exists(folder.edition(one.name) / "carte"));
    show_scenarios(folder.edition(two.name) / "scenarios", folder.edition(two.name) / "carte", "x");
    REQUIRE(fs::exists(folder.edition(two.name) / "carte" / "scenarios" / "liste.json"));
    CHECK(folder.remove(two).empty());
    CHECK_FALSE(fs::exists(folder.edition(two.name)));
    CHECK(folder.editions().size() == 1);
    CHECK(in_place(scratch) == "three");
}

TEST_CASE(
    "a removal that was cut short goes on at the next opening; a folder without a card is "
    "nobody's",
    "[refresh]") {
    const Folder scratch;
    const fs::path root = scratch.path / "suivi";
    {
        RefreshFolder folder = open(scratch);
        publish(folder, at(1), "one");
        EditionCard two = publish(folder, at(2), "two");
        EditionCard leaving = folder.editions().front();
        leaving.leaving = true;
        write_card(leaving, root / "editions" / (leaving.name + ".json"));
        fs::remove(folder.edition(leaving.name) / "lisiere.gpkg");
    }
    make_edition(root / "editions" / "sauvegarde", "a copy by hand");
    const RefreshFolder folder = open(scratch);
    CHECK(folder.editions().size() == 1);
    CHECK_FALSE(fs::exists(root / "editions" / "2026-11-01T000000Z"));
    CHECK(read_text(root / "editions" / "sauvegarde" / "lisiere.gpkg") == "a copy by hand");
}
