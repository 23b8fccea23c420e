// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// The manual of this program, in a scratch folder.
class Manual {
  public:
    Manual() {
        const Outcome outcome = run_lisiere(
            {"manuel", LISIERE_ROOT "/io/cli/manual/pages", (scratch_.path() / "m").string()});
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
    }
    std::string text(const std::string& file) const {
        REQUIRE(fs::exists(scratch_.path() / "m" / file));
        return scratch_.read("m/" + file);
    }
    /// A page as it is typed: troff writes each hyphen with a backslash.
    std::string page(const std::string& name) const {
        return std::regex_replace(text(name), std::regex(R"(\\-)"), "-");
    }
    fs::path folder() const { return scratch_.path() / "m"; }

  private:
    Scratch scratch_;
};

std::string help(std::vector<std::string> words) {
    words.push_back("--help");
    return run_lisiere(words).out;
}

std::set<std::string> found(const std::string& text, const char* pattern) {
    std::set<std::string> words;
    const std::regex expression(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
        words.insert((*at)[1]);
    return words;
}

/// The verbs that `lisiere --help` lists: not asked of the writer of the manual.
std::set<std::string> verbs() {
    const std::string text = help({});
    const auto at = text.find("Commandes");
    REQUIRE(at != std::string::npos);
    return found(text.substr(at), "\n  ([a-z]+) ");
}

/// What bash offers after these words; the last one is being typed.
std::string completed(const Manual& manual, const std::string& words) {
    const Scratch scratch;
    const fs::path out = scratch.path() / "out";
    const std::string script = fmt::format(
        "compopt() {{ :; }}; . {}; COMP_WORDS=({}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); "
        "_lisiere; printf '%s ' \"${{COMPREPLY[@]}}\"",
        (manual.folder() / "lisiere.bash").string(), words);
    const fs::path file = scratch.write("s.sh", script);
    const int code = std::system(fmt::format("cd {} && bash {} >{} 2>&1", LISIERE_ROOT "/examples",
                                             file.string(), out.string())
                                     .c_str());
    CHECK(code == 0);
    return scratch.read("out");
}

}  // namespace

TEST_CASE("every verb and option has its place in the manual and in each completion",
          "[cli][manual]") {
    const Manual manual;
    const std::set<std::string> all = verbs();
    CHECK(all.size() >= 7);
    CHECK_FALSE(all.contains("manuel"));
    const std::string bash = manual.text("lisiere.bash");
    const std::string zsh = manual.text("_lisiere");
    const std::string fish = manual.text("lisiere.fish");
    const std::string index = manual.page("lisiere.1");
    for (const std::string& verb : all) {
        INFO(verb);
        const std::string page = manual.page("lisiere-" + verb + ".1");
        CHECK_THAT(index, Contains("lisiere-" + verb + " (1)"));
        CHECK_THAT(zsh, Contains(fmt::format("'{}:", verb)));
        CHECK_THAT(fish, Contains("__fish_use_subcommand -a " + verb + " "));
        CHECK_THAT(completed(manual, "lisiere ''"), Contains(verb + " "));
        const std::string offered = fmt::format(" {}", completed(manual, "lisiere " + verb + " -"));
        const std::set<std::string> options = found(help({verb}), "\n +(?:-[a-z],)?(--?[a-z-]+)");
        CHECK(options.contains("--help"));
        for (const std::string& option : options) {
            INFO(option);
            CHECK_THAT(page, Contains(option + "\\fR"));
            CHECK_THAT(offered, Contains(" " + option + " "));
            CHECK_THAT(zsh, Contains(option + "["));
            const bool is_long = option.starts_with("--");
            CHECK_THAT(fish, Contains("__fish_seen_subcommand_from " + verb + "'"));
            CHECK_THAT(fish,
                       Contains((is_long ? " -l " : " -s ") + option.substr(is_long ? 2 : 1)));
        }
    }
    CHECK_THAT(completed(manual, "lisiere --log ''"), Contains("texte json"));
    CHECK_THAT(completed(manual, "lisiere run --log j"), Contains("json"));
}

TEST_CASE("a completion offers what comes next: configurations, folders, choices",
          "[cli][manual]") {
    const Manual manual;
    const std::string configurations = completed(manual, "lisiere run ''");
    CHECK_THAT(configurations, Contains("demo.toml "));
    CHECK_THAT(configurations, !Contains("README.md"));
    CHECK_THAT(completed(manual, "lisiere run --threads 2 dem"), Contains("demo.toml"));
    CHECK_THAT(completed(manual, "lisiere info READ"), Contains("README.md"));
    const std::string folders = completed(manual, "lisiere serve ''");
    CHECK_THAT(folders, Contains("demo "));
    CHECK_THAT(folders, !Contains("demo.toml"));
    CHECK_THAT(completed(manual, "lisiere explain demo.toml X --section ''"),
               Contains("enclavement "));
}

TEST_CASE("man sets every page without a word of complaint", "[cli][manual]") {
    const Manual manual;
    const Scratch scratch;
    for (const auto& entry : fs::directory_iterator(manual.folder())) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".1") && !name.ends_with(".5")) continue;
        INFO(name);
        const std::string command = fmt::format(
            "LC_ALL=C.UTF-8 MANWIDTH=100 man --warnings -l {} >{} 2>{}", entry.path().string(),
            (scratch.path() / "out").string(), (scratch.path() / "err").string());
        CHECK(std::system(command.c_str()) == 0);
        CHECK(scratch.read("err").empty());
        CHECK_THAT(scratch.read("out"), Contains("NOM"));
        CHECK_THAT(scratch.read("out"), Contains("VOIR AUSSI"));
    }
    // No date, no folder of this machine: the same program writes the same bytes.
    CHECK(snapshot(manual.folder()) == snapshot(Manual().folder()));
}

TEST_CASE("lisiere.toml(5) names every key that a configuration may have", "[cli][manual]") {
    const Manual manual;
    const std::string page = manual.page("lisiere.toml.5");
    const std::string keys = manual.text("cles.md");
    // Of the page in Markdown, of which the tests of io/config hold that no key is missing.
    std::size_t rows = 0;
    for (const std::string& key : found(keys, "\n\\| `([a-z_]+)` ")) {
        INFO(key);
        CHECK_THAT(page, Contains("\n.B " + key + "\n"));
        ++rows;
    }
    CHECK(rows > 100);
    const std::set<std::string> sections = found(keys, "\n## (\\[[^\n]+)");
    CHECK(sections.size() > 30);
    for (const std::string& section : sections) CHECK_THAT(page, Contains(".SS " + section));
    CHECK(page.find(".SH SECTIONS") < page.find(".SH FICHIERS"));
}

TEST_CASE("the pages of the keys are those that the program writes", "[cli][manual]") {
    const Manual manual;
    for (const char* page : {"cles.md", "keys.md"}) {
        INFO("lisiere manuel io/cli/manual/pages DOSSIER, then DOSSIER/" << page
                                                                         << " to examples/guide/");
        const bool same =
            manual.text(page) ==
            lisiere::io::read_text(LISIERE_ROOT "/examples/guide/" + std::string(page));
        CHECK(same);
    }
}
