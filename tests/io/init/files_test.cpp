// SPDX-License-Identifier: Apache-2.0
#include "io/init/files.hpp"

#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> names(const init::FileList& list) {
    std::vector<std::string> found;
    for (const init::FoundFile& file : list.files) found.push_back(file.path.filename().string());
    return found;
}

}  // namespace

TEST_CASE("a folder is a list of its files: sidecars, hidden files and documents are none",
          "[init]") {
    const TempFolder folder;
    for (const char* name :
         {"b.shp", "b.dbf", "b.prj", "b.shx", "a.CSV", "c.tab", "c.dat", ".d.csv", "lisez.pdf",
          "t.toml", "e.gpkg", "e.gpkg-wal", "f.7z", "g.xlsx"})
        folder.write(name, "x");
    const auto list = init::list_files({folder.path("")});
    CHECK(names(list) ==
          std::vector<std::string>{"a.CSV", "b.shp", "c.tab", "e.gpkg", "f.7z", "g.xlsx"});
    CHECK(list.documents == 2);  // lisez.pdf, t.toml
    for (const init::FoundFile& file : list.files)
        CHECK((file.form == init::Form::unread) == !file.reason.empty());
}

TEST_CASE("the order of the names, and naming a file twice, change nothing", "[init]") {
    const TempFolder folder;
    const fs::path a = folder.write("a.csv", "x");
    const fs::path b = folder.write("b.csv", "x");
    const std::vector<std::string> both{"a.csv", "b.csv"};
    CHECK(names(init::list_files({a, b})) == both);
    CHECK(names(init::list_files({b, a, b, folder.path("")})) == both);
}

TEST_CASE("a folder of GTFS texts is one file; an edition is left, and told", "[init]") {
    const TempFolder folder;
    fs::create_directories(folder.path("bus"));
    folder.write("bus/stops.txt", "x");
    folder.write("bus/trips.txt", "x");
    fs::create_directories(folder.path("out"));
    folder.write("out/manifeste.json", "{}");
    folder.write("out/lisiere.gpkg", "x");
    const auto list = init::list_files({folder.path("")});
    CHECK(names(list) == std::vector<std::string>{"bus"});
    CHECK(list.files.front().form == init::Form::gtfs);
    REQUIRE(list.remarks.size() == 1);
    CHECK(has(list.remarks.front(), "édition"));
}

TEST_CASE("a path that does not exist is refused; folders too deep are left", "[init]") {
    const TempFolder folder;
    CHECK(has(message_of<InputError>([&] { init::list_files({folder.path("rien")}); }), "rien"));
    fs::path deep = folder.path("");
    for (int i = 0; i <= init::deepest + 1; ++i) deep /= "d";
    fs::create_directories(deep);
    const auto list = init::list_files({folder.path("")});
    REQUIRE(list.remarks.size() == 1);
    CHECK(has(list.remarks.front(), "emboîtés"));
}
