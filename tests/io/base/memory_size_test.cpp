// SPDX-License-Identifier: Apache-2.0
#include "io/base/memory_size.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("sizes are read as people write them", "[io]") {
    constexpr std::uint64_t kib = 1024;
    CHECK(parse_memory_size("2G") == 2 * kib * kib * kib);
    CHECK(parse_memory_size("2 Gio") == 2 * kib * kib * kib);
    CHECK(parse_memory_size("1,5 gio") == 3 * kib * kib * kib / 2);
    CHECK(parse_memory_size("800 Mo") == 800'000'000);
    CHECK(parse_memory_size("800MB") == 800'000'000);
    CHECK(parse_memory_size("64k") == 64 * kib);
    CHECK(parse_memory_size("1T") == kib * kib * kib * kib);
    CHECK(parse_memory_size("4096") == 4096);
}

TEST_CASE("what is no size above 0 is not read as one", "[io]") {
    for (const char* text : {"", "G", "-1G", "0", "0.2", "1e9", "2 Gx", "2GG", "inf", "nan", "0x10",
                             "1,2,3G", "99999999999T"}) {
        INFO(text);
        CHECK_FALSE(parse_memory_size(text).has_value());
    }
}

TEST_CASE("a size is told in the largest unit that gives at least 1", "[io]") {
    CHECK(memory_size_text(2ULL << 30U) == "2,0 Gio");
    CHECK(memory_size_text(512ULL << 20U) == "512 Mio");
    CHECK(memory_size_text(1023) == "1\u202f023 octets");
}
