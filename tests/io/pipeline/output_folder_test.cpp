// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/output_folder.hpp"

#include <unistd.h>

#include <fstream>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;

namespace {

struct Scratch {
    fs::path path =
        fs::temp_directory_path() / ("lisiere_output_folder_" + std::to_string(::getpid()));
    Scratch() { fs::create_directories(path); }
    ~Scratch() { fs::remove_all(path); }
};

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

void publish_edition(const fs::path& target, const std::string& text,
                     const std::vector<std::string>& known = {}) {
    OutputFolder folder(target);
    write(folder.work() / "manifeste.json", text);
    folder.publish(known);
}

}  // namespace

TEST_CASE("an edition appears whole, and a second one replaces it", "[pipeline]") {
    const Scratch scratch;
    const fs::path target = scratch.path / "out" / "ville";
    publish_edition(target, "one");
    CHECK(read_text(target / "manifeste.json") == "one");
    publish_edition(target, "two", {"manifeste.json"});
    CHECK(read_text(target / "manifeste.json") == "two");
    CHECK(entries(scratch.path / "out") == 1);  // neither lock nor work folder stays
}

TEST_CASE("without publish the earlier edition stays and nothing is left behind", "[pipeline]") {
    const Scratch scratch;
    const fs::path target = scratch.path / "ville";
    publish_edition(target, "one");
    {
        OutputFolder folder(target);
        write(folder.work() / "manifeste.json", "half");
    }
    CHECK(read_text(target / "manifeste.json") == "one");
    CHECK(entries(scratch.path) == 1);
}

TEST_CASE("what a killed run left is swept at the next start", "[pipeline]") {
    const Scratch scratch;
    write(scratch.path / ".ville.en-cours" / "lisiere.gpkg", "half");
    publish_edition(scratch.path / "ville", "one");
    CHECK(entries(scratch.path) == 1);
    CHECK_FALSE(fs::exists(scratch.path / "ville" / "lisiere.gpkg"));
}

TEST_CASE(
    "a user's own file in the folder is carried to the next edition; outputs of the old one are "
    "not",
    "[pipeline]") {
    const Scratch scratch;
    const fs::path target = scratch.path / "ville";
    publish_edition(target, "one");
    write(target / "cartes" / "mon_projet.qgz", "mine");
    write(target / "ancien.csv", "old output");
    publish_edition(target, "two", {"manifeste.json", "ancien.csv"});
    CHECK(read_text(target / "cartes" / "mon_projet.qgz") == "mine");
    CHECK_FALSE(fs::exists(target / "ancien.csv"));
}

TEST_CASE("a folder with something else in it is refused and untouched", "[pipeline]") {
    const Scratch scratch;
    write(scratch.path / "photos" / "a.jpg", "x");
    CHECK_THROWS_AS(OutputFolder(scratch.path / "photos"), OutputError);
    CHECK(read_text(scratch.path / "photos" / "a.jpg") == "x");
    write(scratch.path / "file", "x");
    CHECK_THROWS_AS(OutputFolder(scratch.path / "file"), OutputError);
    CHECK_THROWS_AS(OutputFolder(scratch.path / "file" / "under"), OutputError);
}

TEST_CASE("two runs towards one folder: the second is refused", "[pipeline]") {
    const Scratch scratch;
    OutputFolder first(scratch.path / "ville");
    CHECK_THROWS_WITH(OutputFolder(scratch.path / "ville"),
                      Catch::Matchers::Contains("une autre exécution"));
}
