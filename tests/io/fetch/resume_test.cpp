// SPDX-License-Identifier: Apache-2.0
// A download that is interrupted goes on where it stopped, and never mixes two versions.
#include "tests/io/fetch/fetch_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using namespace lisiere::tests;

namespace {

std::string rows(char letter, std::size_t count = 2000) {
    std::string text = "code\n";
    for (std::size_t i = 0; i < count; ++i) text += letter + std::to_string(i) + "\n";
    return text;
}

ServedReply version(const std::string& etag, const std::string& body) {
    return {.headers = {{"ETag", etag}}, .body = body, .ranges = true};
}

ServedReply cut(ServedReply reply, std::size_t after = 5000) {
    reply.cut_after = after;
    return reply;
}

}  // namespace

TEST_CASE("an interrupted body is resumed where it stopped", "[io][fetch]") {
    FetchFixture net;
    const std::string body = rows('a');
    net.server.in_turn("/a.csv", {cut(version("\"1\"", body)), version("\"1\"", body)});
    CHECK(bytes_of(net.fetch("/a.csv").file) == body);
    const auto asked = net.server.requests();
    REQUIRE(asked.size() == 2);
    CHECK(asked[1].header("range") == "bytes=5000-");
    CHECK(asked[1].header("if-range") == "\"1\"");
    CHECK(net.left_over() == 0);
}

TEST_CASE("a later run resumes what an earlier one left", "[io][fetch]") {
    FetchFixture net;
    const std::string body = rows('a');
    net.options.limits.retries = 0;
    net.server.in_turn("/a.csv", {cut(version("\"1\"", body)), version("\"1\"", body)});
    CHECK(net.failure("/a.csv").failure == FetchFailure::cut);
    CHECK(net.left_over() == 2);
    CHECK(bytes_of(net.fetch("/a.csv").file) == body);
    CHECK(net.server.requests().back().header("range") == "bytes=5000-");
}

TEST_CASE("a file that changed meanwhile starts again", "[io][fetch]") {
    FetchFixture net;
    const std::string fresh = rows('b');
    net.server.in_turn("/a.csv", {cut(version("\"1\"", rows('a'))), version("\"2\"", fresh)});
    CHECK(bytes_of(net.fetch("/a.csv").file) == fresh);
}

TEST_CASE("a server that sends the rest of another version is not believed", "[io][fetch]") {
    FetchFixture net;
    const std::string fresh = rows('b');
    std::string etag = "\"2\"";
    std::string range;
    SECTION("the version differs") {
        range = "bytes 5000-";
    }
    SECTION("the place differs") {
        range = "bytes 4000-";
        etag = "\"1\"";
    }
    SECTION("the length differs") {
        range = "bytes 5000-";
        etag = "\"1\"";
    }
    const std::string total = std::to_string(fresh.size() + 7);
    net.server.in_turn(
        "/a.csv", {cut(version("\"1\"", rows('a'))),
                   {.status = 206,
                    .headers = {{"ETag", etag}, {"Content-Range", range + total + "/" + total}},
                    .body = fresh.substr(5000)},
                   version("\"3\"", fresh)});
    const Fetched got = net.fetch("/a.csv");
    CHECK(bytes_of(got.file) == fresh);
    CHECK(got.attempts == 3);
    CHECK(net.server.requests().back().header("range").empty());
}

TEST_CASE("a server without ranges sends all again", "[io][fetch]") {
    FetchFixture net;
    const std::string body = rows('a');
    ServedReply whole = version("\"1\"", body);
    whole.ranges = false;
    net.server.in_turn("/a.csv", {cut(whole), whole});
    CHECK(bytes_of(net.fetch("/a.csv").file) == body);
}

TEST_CASE("a version without a name is never resumed", "[io][fetch]") {
    const std::string etag = GENERATE("", "W/\"1\"");
    FetchFixture net;
    const std::string body = rows('a');
    net.server.in_turn("/a.csv", {cut(version(etag, body)), version(etag, body)});
    CHECK(bytes_of(net.fetch("/a.csv").file) == body);
    CHECK(net.server.requests().back().header("range").empty());
}

TEST_CASE("a file that became shorter than what came starts again", "[io][fetch]") {
    FetchFixture net;
    net.server.in_turn("/a.csv",
                       {cut(version("\"1\"", rows('a'))), {.status = 416}, {.body = csv}});
    CHECK(bytes_of(net.fetch("/a.csv").file) == csv);
}

TEST_CASE("two downloads of one address at once both come whole", "[io][fetch]") {
    FetchFixture net;
    const std::string body = rows('a');
    bool nested = false;
    net.server.on("/a.csv", version("\"1\"", body));
    const Progress other = [&](std::string_view, double done) {
        if (nested || done <= 0) return;
        nested = true;
        Store second(net.store.folder());
        CHECK(bytes_of(io::fetch(net.request("/a.csv"), second, net.options).file) == body);
    };
    const Fetched got = io::fetch(net.request("/a.csv"), net.store, net.options, {}, other);
    CHECK(nested);
    CHECK(bytes_of(got.file) == body);
    CHECK(net.left_over() == 0);
}
