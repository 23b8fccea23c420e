// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/store.hpp"

#include <sys/wait.h>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/io/fetch/fetch_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;
namespace fs = std::filesystem;

namespace {

fs::path put(Store& store, const std::string& text) {
    const fs::path staged = store.staging("essai");
    std::ofstream(staged) << text;
    return store.add(staged, sha256_of_text(text));
}

StoreRecord record_of(const std::string& text, const std::string& date = "2026-03-01") {
    return {.url = "https://a/",
            .etag = "\"1\"",
            .sha256 = sha256_of_text(text),
            .bytes = text.size(),
            .date = date};
}

}  // namespace

TEST_CASE("the same bytes are stored once", "[io][fetch]") {
    const FetchFolder folder;
    Store store(folder.path / "m");
    const fs::path first = put(store, "a");
    CHECK(put(store, "a") == first);
    CHECK(store.find(sha256_of_text("a")) == first);
    CHECK_FALSE(store.find(sha256_of_text("b")));
    CHECK_FALSE(store.find("../../etc/passwd"));
    CHECK(fs::is_empty(store.folder() / "partiel"));
}

TEST_CASE("bytes that were altered are not found, a touched file is", "[io][fetch]") {
    const FetchFolder folder;
    Store store(folder.path / "m");
    const fs::path file = put(store, "contenu");
    fs::last_write_time(file, fs::file_time_type::clock::now());
    CHECK(store.find(sha256_of_text("contenu")));
    fs::permissions(file, fs::perms::owner_all);
    std::ofstream(file) << "autre";
    CHECK_FALSE(store.find(sha256_of_text("contenu")));
    CHECK_FALSE(fs::exists(file));
}

TEST_CASE("a record comes back as it was written", "[io][fetch]") {
    const FetchFolder folder;
    Store store(folder.path / "m");
    StoreRecord record = record_of("a");
    record.media_type = "text/csv; charset=\xE9";  // not UTF-8
    store.remember("https://a/", record);
    const auto back = store.record("https://a/");
    REQUIRE(back);
    CHECK(back->etag == "\"1\"");
    CHECK(back->sha256 == record.sha256);
    CHECK(back->bytes == 1);
    CHECK(back->date == "2026-03-01");
    CHECK_FALSE(store.record("https://b/"));
}

TEST_CASE("a damaged record is no record", "[io][fetch]") {
    const FetchFolder folder;
    Store store(folder.path / "m");
    store.remember("https://a/", record_of("a"));
    const std::string damage = GENERATE("", "{", "[]", "{\"sha256\": 3}", "{\"sha256\": \"..\"}");
    for (const auto& entry : fs::directory_iterator(store.folder() / "index"))
        std::ofstream(entry.path()) << damage;
    CHECK_FALSE(store.record("https://a/"));
}

TEST_CASE("collection keeps what is in use and removes the rest", "[io][fetch]") {
    const FetchFolder folder;
    Store store(folder.path / "m");
    put(store, "vieux");
    put(store, "neuf");
    store.remember("https://vieux/", record_of("vieux"));
    store.remember("https://neuf/", record_of("neuf"));
    folder.write("m/deballe/" + sha256_of_text("vieux").substr(0, 2) + "/" +
                     sha256_of_text("vieux") + "/a.csv",
                 "a");
    folder.write("m/note.txt", "à moi");
    folder.write("m/sha256/ab/note.txt", "à moi");
    const auto done = store.collect({sha256_of_text("neuf")}, "2026-03-01");
    CHECK_FALSE(done.busy);
    CHECK(done.files == 3);  // the file, its folder, its record
    CHECK(store.find(sha256_of_text("neuf")));
    CHECK_FALSE(store.find(sha256_of_text("vieux")));
    CHECK(store.record("https://neuf/"));
    CHECK_FALSE(store.record("https://vieux/"));
    CHECK(fs::exists(folder.path / "m/note.txt"));
    CHECK(fs::exists(folder.path / "m/sha256/ab/note.txt"));
}

TEST_CASE("a download is kept to be resumed for a week", "[io][fetch]") {
    const FetchFolder folder;
    Store store(folder.path / "m");
    folder.write("m/partiel/a.part", "a");
    folder.write("m/partiel/a.json", "{\"date\": \"2026-03-01\"}");
    folder.write("m/partiel/b.part", "without a word");
    folder.write("m/partiel/recu-1-1.tmp", "killed");
    store.collect({}, "2026-03-08");
    CHECK(fs::exists(folder.path / "m/partiel/a.part"));
    CHECK_FALSE(fs::exists(folder.path / "m/partiel/b.part"));
    CHECK_FALSE(fs::exists(folder.path / "m/partiel/recu-1-1.tmp"));
    // A clock that jumped back a year finds it out of date as well.
    store.collect({}, "2025-03-01");
    CHECK(fs::is_empty(folder.path / "m/partiel"));
}

TEST_CASE("nothing is collected while another process has the store open", "[io][fetch]") {
    const FetchFolder folder;
    Store store(folder.path / "m");
    const fs::path file = put(store, "a");
    {
        const Store other(folder.path / "m");
        CHECK(store.collect({}, "2026-03-01").busy);
    }
    CHECK(fs::exists(file));
    CHECK_FALSE(store.collect({}, "2026-03-01").busy);
    CHECK_FALSE(fs::exists(file));
}

TEST_CASE("a folder of another kind is not taken for a store", "[io][fetch]") {
    const FetchFolder folder;
    folder.write("documents/these.odt", "à moi");
    CHECK_THROWS_AS(Store(folder.path / "documents"), OutputError);
    CHECK(fs::exists(folder.path / "documents/these.odt"));
    CHECK_THROWS_AS(Store(folder.path / "documents/these.odt"), OutputError);
    folder.write("commence/lisiere-magasin.12.tmp", "");
    CHECK_NOTHROW(Store(folder.path / "commence"));
    fs::create_directory(folder.path / "vide");
    CHECK_NOTHROW(Store(folder.path / "vide"));
}

TEST_CASE("a process killed while it writes leaves a store that works", "[io][fetch]") {
    const FetchFolder folder;
    for (int i = 0; i < 20; ++i) {
        const pid_t child = ::fork();
        if (child == 0) {
            Store store(folder.path / "m");
            for (int n = 0;; ++n) {
                put(store, std::to_string(n % 50));
                store.remember("https://a/" + std::to_string(n % 50),
                               record_of(std::to_string(n % 50)));
            }
        }
        ::usleep(static_cast<unsigned>(2000 + i * 1500));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        Store store(folder.path / "m");
        for (int n = 0; n < 50; ++n)
            if (const auto record = store.record("https://a/" + std::to_string(n))) {
                const auto file = store.find(record->sha256);
                REQUIRE(file);
                CHECK(bytes_of(*file) == std::to_string(n));
            }
        store.collect({}, "2026-03-01");
        CHECK(fs::is_empty(store.folder() / "partiel"));
    }
}
