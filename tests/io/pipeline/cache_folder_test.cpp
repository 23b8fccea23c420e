// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/cache_folder.hpp"

#include <fstream>
#include <sstream>

#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::io;

namespace {

Digest key(int number) {
    return Digester().add(number).digest();
}

std::vector<std::byte> content(std::size_t size, int seed) {
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::byte>((i * 31 + static_cast<std::size_t>(seed)) % 251);
    return bytes;
}

std::vector<fs::path> files(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path());
    return found;
}

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

const Digest program{1, 2};

}  // namespace

TEST_CASE("what was kept is found by later runs of the same program", "[pipeline]") {
    const TempFolder scratch;
    const fs::path folder = scratch.path("deep/cache");
    CacheFolder first(folder, program);
    CHECK(first.problem().empty());
    CHECK_FALSE(first.find(key(1)).has_value());
    first.keep(key(1), content(1000, 1));
    first.keep(key(2), {});
    CHECK(first.find(key(1)) == content(1000, 1));

    CacheFolder later(folder, program);
    CHECK(later.find(key(1)) == content(1000, 1));
    CHECK(later.find(key(2)) == std::vector<std::byte>{});
    CHECK_FALSE(later.find(key(3)).has_value());
    later.keep(key(1), content(10, 7));
    CHECK(first.find(key(1)) == content(10, 7));
    CHECK(files(folder).size() == 2);  // nothing unfinished is left

    CacheFolder rebuilt(folder, Digest{1, 3});
    CHECK_FALSE(rebuilt.find(key(1)).has_value());
}

TEST_CASE("an entry cut short or altered anywhere is not found", "[pipeline]") {
    const TempFolder scratch;
    CacheFolder cache(scratch.path("."), program);
    cache.keep(key(1), content(60, 1));
    const fs::path file = files(scratch.path(".")).front();
    const std::string whole = text_of(file);
    REQUIRE(whole.size() == 24 + 60);
    const auto write = [&](const std::string& bytes) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    };
    for (std::size_t size = 0; size < whole.size(); ++size) {
        write(whole.substr(0, size));
        CHECK_FALSE(cache.find(key(1)).has_value());
        std::string altered = whole;
        altered[size] = static_cast<char>(altered[size] ^ 4);
        write(altered);
        CHECK_FALSE(cache.find(key(1)).has_value());
    }
    write(whole + "x");
    CHECK_FALSE(cache.find(key(1)).has_value());
    cache.keep(key(1), content(60, 1));
    CHECK(cache.find(key(1)) == content(60, 1));
}

TEST_CASE("a full folder loses the entries not asked for the longest", "[pipeline]") {
    const TempFolder scratch;
    CacheFolder cache(scratch.path("."), program, {.most_bytes = 10 * (1000 + 24)});
    const auto now = fs::file_time_type::clock::now();
    for (int i = 0; i < 10; ++i) {
        cache.keep(key(i), content(1000, i));
        for (const fs::path& file : files(scratch.path(".")))
            if (fs::last_write_time(file) > now - std::chrono::hours(1))
                fs::last_write_time(file, now - std::chrono::hours(100 - i));
    }
    CHECK(cache.find(key(0)).has_value());  // asked for now: the youngest
    cache.keep(key(10), content(1000, 10));
    // Eleven would pass the bound: down to 7.5, so seven stay.
    CHECK(files(scratch.path(".")).size() == 7);
    CHECK(cache.find(key(0)).has_value());
    CHECK_FALSE(cache.find(key(1)).has_value());
    CHECK(cache.find(key(9)).has_value());
    CHECK(cache.find(key(10)).has_value());
    cache.keep(key(11), content(20000, 11));  // larger than the folder may be
    CHECK_FALSE(cache.find(key(11)).has_value());
}

TEST_CASE("a place that cannot be written keeps nothing and says so", "[pipeline]") {
    const TempFolder scratch;
    scratch.write("file", "not a folder");
    for (const fs::path& folder : {scratch.path("file/cache"), scratch.path("file"), fs::path()}) {
        CacheFolder cache(folder, program);
        CHECK_FALSE(cache.problem().empty());
        cache.keep(key(1), content(10, 1));
        CHECK_FALSE(cache.find(key(1)).has_value());
    }
    CHECK(text_of(scratch.path("file")) == "not a folder");
}
