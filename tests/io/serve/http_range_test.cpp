// SPDX-License-Identifier: Apache-2.0
#include "io/serve/http_range.hpp"

#include <random>
#include <string>

#include "tests/support/catch.hpp"

using namespace lisiere::io;
using Kind = RangeRequest::Kind;

TEST_CASE("a range gives the bytes it names, cut to the file", "[serve]") {
    const auto range = [](const char* header) { return parse_range(header, 100).range; };
    CHECK(range("bytes=0-9") == ByteRange{0, 9});
    CHECK(range("bytes=0-9").length() == 10);
    CHECK(range("bytes=90-") == ByteRange{90, 99});
    CHECK(range("bytes=-30") == ByteRange{70, 99});
    CHECK(range("bytes=50-16383") == ByteRange{50, 99});
    CHECK(range("bytes=-500") == ByteRange{0, 99});
    CHECK(range("bytes=99-99") == ByteRange{99, 99});
}

TEST_CASE("a range with nothing in the file is outside it", "[serve]") {
    CHECK(parse_range("bytes=100-", 100).kind == Kind::outside);
    CHECK(parse_range("bytes=100-200", 100).kind == Kind::outside);
    CHECK(parse_range("bytes=-0", 100).kind == Kind::outside);
    CHECK(parse_range("bytes=0-", 0).kind == Kind::outside);
    CHECK(parse_range("bytes=-5", 0).kind == Kind::outside);
}

TEST_CASE("what is no single range of bytes asks for the whole file", "[serve]") {
    CHECK(parse_range(std::nullopt, 100).kind == Kind::whole);
    for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=9-5",
                               "bytes=0-9,20-29", "lines=0-9", "bytes=+1-5", "bytes=1 -5",
                               "bytes=--5", "bytes=1-5x", "bytes=99999999999999999999999-"}) {
        INFO(header);
        CHECK(parse_range(header, 100).kind == Kind::whole);
    }
}

TEST_CASE("whatever is asked, no byte outside the file is given", "[serve][property]") {
    std::mt19937 random(7);
    const std::string letters = "0123456789-=,bytes ";
    for (int i = 0; i < 20000; ++i) {
        std::string header = i % 4 == 0 ? "" : "bytes=";
        for (std::size_t n = random() % 8; n > 0; --n) header += letters[random() % letters.size()];
        const std::uint64_t size = random() % 50;
        const RangeRequest request = parse_range(header, size);
        INFO(header << " of " << size);
        if (request.kind != Kind::part) continue;
        REQUIRE(request.range.first <= request.range.last);
        REQUIRE(request.range.last < size);
    }
}
