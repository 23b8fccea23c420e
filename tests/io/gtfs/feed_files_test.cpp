// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/feed_files.hpp"

#include <zip.h>

#include <fstream>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using io::FeedFiles;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone at the end.
struct Folder {
    fs::path path;
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "lisiere-XXXXXX").string();
        path = mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

void write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

void write_zip(const fs::path& path, const std::map<std::string, std::string>& files) {
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, text] : files)
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0),
                     ZIP_FL_ENC_UTF_8);
    REQUIRE(zip_close(zip) == 0);
}

}  // namespace

TEST_CASE("a feed's files are read from memory, a folder and a zip alike", "[io][gtfs]") {
    const Folder folder;
    write(folder.path / "stops.txt", "a");
    write_zip(folder.path / "feed.zip", {{"stops.txt", "a"}});
    for (const FeedFiles& feed :
         {FeedFiles::in_memory("m", {{"stops.txt", "a"}}), FeedFiles::open(folder.path),
          FeedFiles::open(folder.path / "feed.zip")}) {
        CHECK(feed.text("stops.txt") == std::optional<std::string>("a"));
        CHECK(feed.has("stops.txt"));
        CHECK_FALSE(feed.has("trips.txt"));
        CHECK_FALSE(feed.text("trips.txt").has_value());
    }
    CHECK(FeedFiles::open(folder.path / "feed.zip").name() == "feed.zip");
}

TEST_CASE("files in a sub-folder of the zip are found, the least deep first, macOS shadows never",
          "[io][gtfs]") {
    const Folder folder;
    write_zip(folder.path / "feed.zip", {{"export/stops.txt", "good"},
                                         {"export/old/stops.txt", "deep"},
                                         {"__MACOSX/stops.txt", "shadow"},
                                         {"export/large.txt", std::string(40'000'000, 'x')}});
    const FeedFiles feed = FeedFiles::open(folder.path / "feed.zip");
    CHECK(feed.text("stops.txt") == std::optional<std::string>("good"));
    CHECK(feed.text("large.txt")->size() == 40'000'000);
}

TEST_CASE("every network of a zip, a folder or a folder of zips is a feed", "[io][gtfs]") {
    const auto names = [](const fs::path& path) {
        std::vector<std::string> all;
        for (const FeedFiles& feed : FeedFiles::open_all(path)) all.push_back(feed.name());
        return all;
    };
    const Folder folder;
    const fs::path zip = folder.path / "reseaux.zip";
    write_zip(zip, {{"sud/trips.txt", "s"},
                    {"nord/stop_times.txt", "n"},
                    {"nord/old/stops.txt", ""},
                    {"__MACOSX/nord/trips.txt", "shadow"},
                    {"lisez-moi.txt", ""}});
    CHECK(names(zip) == std::vector<std::string>{"reseaux.zip/nord", "reseaux.zip/sud"});
    CHECK(FeedFiles::open_all(zip)[1].text("trips.txt") == std::optional<std::string>("s"));
    CHECK_FALSE(FeedFiles::open_all(zip)[1].has("stop_times.txt"));
    // One network is the zip itself, wherever it lies.
    write_zip(folder.path / "un.zip", {{"export/trips.txt", "t"}, {"export/stops.txt", "u"}});
    CHECK(names(folder.path / "un.zip") == std::vector<std::string>{"un.zip"});

    const fs::path many = folder.path / "jeux";
    fs::create_directories(many / "tram");
    write(many / "tram" / "trips.txt", "t");
    write_zip(many / "bus.zip", {{"trips.txt", "b"}});
    CHECK(names(many) == std::vector<std::string>{"jeux/bus.zip", "jeux/tram"});
    write(many / "trips.txt", "own");
    CHECK(names(many) == std::vector<std::string>{"jeux"});
}

TEST_CASE("a missing, truncated, false or damaged zip is refused with its name", "[io][gtfs]") {
    const Folder folder;
    std::string noise;
    for (unsigned i = 0, state = 1; i < 100'000; ++i)
        noise += static_cast<char>((state = state * 1103515245U + 12345U) >> 24U);
    write_zip(folder.path / "whole.zip", {{"stops.txt", noise}});
    const std::string bytes = io::read_text(folder.path / "whole.zip");
    write(folder.path / "truncated.zip", bytes.substr(0, bytes.size() / 2));
    write(folder.path / "false.zip", "<html>not found</html>");
    std::string damaged = bytes;
    for (std::size_t i = 0; i < 50; ++i)
        damaged[bytes.size() / 2 + i] = static_cast<char>(damaged[bytes.size() / 2 + i] ^ 0x55);
    write(folder.path / "damaged.zip", damaged);
    for (const char* name : {"absent.zip", "truncated.zip", "false.zip", "damaged.zip"}) {
        INFO(name);
        try {
            const auto text = FeedFiles::open(folder.path / name).text("stops.txt");
            FAIL("no error");
        } catch (const io::InputError& error) {
            CHECK(error.trouble().where.find(name) != std::string::npos);
            CHECK_FALSE(error.trouble().advice.empty());
        }
    }
}
