// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/fetch.hpp"

#include "engine/core/error.hpp"
#include "io/base/files.hpp"
#include "tests/io/fetch/fetch_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using namespace lisiere::tests;
using namespace std::chrono_literals;

TEST_CASE("a file comes into the store under its hash, read only", "[io][fetch]") {
    FetchFixture net;
    net.server.on("/a.csv",
                  {.headers = {{"ETag", "\"1\""}, {"Content-Type", "text/csv"}}, .body = csv});
    const Fetched got = net.fetch("/a.csv");
    CHECK(bytes_of(got.file) == csv);
    CHECK(got.sha256 == sha256_of_text(csv));
    CHECK(got.bytes == csv.size());
    CHECK(got.kind == "csv");
    CHECK(got.etag == "\"1\"");
    CHECK(got.media_type == "text/csv");
    CHECK(got.outcome == FetchOutcome::first);
    CHECK(got.attempts == 1);
    CHECK((std::filesystem::status(got.file).permissions() & std::filesystem::perms::owner_write) ==
          std::filesystem::perms::none);
    CHECK(net.left_over() == 0);
}

TEST_CASE("a server that says 304 sends nothing again", "[io][fetch]") {
    const auto validator = GENERATE(
        std::pair<std::string, std::string>{"ETag", "\"1\""},
        std::pair<std::string, std::string>{"Last-Modified", "Sun, 01 Feb 2026 10:00:00 GMT"});
    FetchFixture net;
    net.server.on("/a.csv", {.headers = {validator}, .body = csv, .conditional = true});
    const Fetched first = net.fetch("/a.csv");
    const Fetched second = net.fetch("/a.csv");
    CHECK(second.outcome == FetchOutcome::unchanged);
    CHECK(second.file == first.file);
    CHECK(second.kind == "csv");
    CHECK(net.server.requests().size() == 2);
}

TEST_CASE("bytes sent again are told from bytes that changed", "[io][fetch]") {
    FetchFixture net;
    net.server.in_turn("/a.csv", {{.body = csv}, {.body = csv}, {.body = csv + "3;Le Jard\n"}});
    CHECK(net.fetch("/a.csv").outcome == FetchOutcome::first);
    CHECK(net.fetch("/a.csv").outcome == FetchOutcome::same_bytes);
    CHECK(net.fetch("/a.csv").outcome == FetchOutcome::changed);
}

TEST_CASE("a file that was altered in the store is fetched again, whatever the server remembers",
          "[io][fetch]") {
    FetchFixture net;
    net.server.on("/a.csv", {.headers = {{"ETag", "\"1\""}}, .body = csv, .conditional = true});
    const Fetched first = net.fetch("/a.csv");
    std::filesystem::permissions(first.file, std::filesystem::perms::owner_all);
    std::ofstream(first.file) << "code\n";
    const Fetched second = net.fetch("/a.csv");
    CHECK(bytes_of(second.file) == csv);
    CHECK(net.server.requests().back().header("if-none-match").empty());
}

TEST_CASE("passing failures are tried again, with growing waits", "[io][fetch]") {
    FetchFixture net;
    net.server.in_turn("/a.csv",
                       {{.status = 500}, {.status = 503}, {.hang_up = true}, {.body = csv}});
    const Fetched got = net.fetch("/a.csv");
    CHECK(got.attempts == 4);
    // 1 + 2 + 4 s, each times a share in [0.5, 1[.
    CHECK(net.waited >= 3500ms);
    CHECK(net.waited < 7000ms);
    CHECK(net.told.size() == 3);
}

TEST_CASE("the same seed waits as long, another one does not", "[io][fetch]") {
    const auto waited = [](std::uint64_t seed, ScriptedServer& server) {
        FetchFolder folder;
        Store store(folder.path / "magasin");
        std::chrono::milliseconds total{0};
        FetchOptions options;
        options.waiting = {.sleep = [&](std::chrono::milliseconds time) { total += time; },
                           .now = [&] { return std::chrono::steady_clock::time_point() + total; },
                           .seed = seed};
        try {
            io::fetch({.source = "s", .url = server.url("/a")}, store, options);
        } catch (const FetchError& error) {
            CHECK(error.attempts == 5);
        }
        return total;
    };
    ScriptedServer server;
    server.on("/a", {.status = 500});
    CHECK(waited(1, server) == waited(1, server));
    CHECK(waited(1, server) != waited(2, server));
}

TEST_CASE("a failure that lasts is not tried again", "[io][fetch]") {
    const auto [status, why] = GENERATE(table<int, FetchFailure>({{404, FetchFailure::absent},
                                                                  {410, FetchFailure::absent},
                                                                  {401, FetchFailure::refused},
                                                                  {403, FetchFailure::refused},
                                                                  {400, FetchFailure::rejected},
                                                                  {501, FetchFailure::rejected}}));
    FetchFixture net;
    net.server.on("/a.csv", {.status = status, .body = "<html>"});
    const FetchError error = net.failure("/a.csv");
    CHECK(error.failure == why);
    CHECK(error.status == status);
    CHECK(error.attempts == 1);
    CHECK(net.server.requests().size() == 1);
    CHECK(std::string(error.what()).find(net.server.url("/a.csv")) != std::string::npos);
    CHECK(net.left_over() == 0);
}

TEST_CASE("a server that lasts in trouble ends with the number of attempts", "[io][fetch]") {
    FetchFixture net;
    net.server.on("/a.csv", {.status = 502});
    const FetchError error = net.failure("/a.csv");
    CHECK(error.failure == FetchFailure::server);
    CHECK(error.attempts == 5);
    CHECK(error.trouble().found.find("après 5 essais") != std::string::npos);
}

TEST_CASE("Retry-After is kept, in seconds or as a date that the server's own clock dates",
          "[io][fetch]") {
    FetchFixture net;
    const auto header = GENERATE(std::string("120"), std::string("Wed, 01 Jan 2031 00:02:00 GMT"));
    net.server.in_turn(
        "/a.csv",
        {{.status = 429,
          .headers = {{"Retry-After", header}, {"Date", "Wed, 01 Jan 2031 00:00:00 GMT"}}},
         {.body = csv}});
    CHECK(net.fetch("/a.csv").attempts == 2);
    CHECK(net.waited == 120s);
}

TEST_CASE("a wait beyond the time given is not begun", "[io][fetch]") {
    FetchFixture net;
    net.server.on("/a.csv", {.status = 503, .headers = {{"Retry-After", "86400"}}});
    const FetchError error = net.failure("/a.csv");
    CHECK(error.after == 86400s);
    CHECK(net.waited == 0s);
}

TEST_CASE("a body cut short is never taken for the file", "[io][fetch]") {
    const bool chunked = GENERATE(false, true);
    FetchFixture net;
    net.server.on("/a.csv", {.body = csv, .chunked = chunked, .cut_after = 10});
    CHECK(net.failure("/a.csv").failure == FetchFailure::cut);
    CHECK_FALSE(net.store.record(net.server.url("/a.csv")));
    CHECK(net.left_over() == 0);
    net.server.in_turn("/a.csv", {{.body = csv, .chunked = chunked, .cut_after = 10},
                                  {.body = csv, .chunked = chunked}});
    CHECK(bytes_of(net.fetch("/a.csv").file) == csv);
}

TEST_CASE("a web page in place of a file is told with its title", "[io][fetch]") {
    FetchFixture net;
    net.server.on("/gtfs.zip", {.headers = {{"Content-Type", "application/zip"}},
                                .body = "\n<!DOCTYPE html><html><title>Connexion  au\nportail"
                                        "</title></html>"});
    FetchRequest request = net.request("/gtfs.zip");
    const FetchError any = net.failure_of(request);
    CHECK(any.failure == FetchFailure::wrong_type);
    CHECK(any.trouble().found == "une page web (« Connexion au portail »)");
    request.kinds = {"zip"};
    CHECK(net.failure_of(request).failure == FetchFailure::wrong_type);
    CHECK(net.left_over() == 0);
}

TEST_CASE("a file of another kind than declared is refused, an equal reading is not",
          "[io][fetch]") {
    FetchFixture net;
    net.server.on("/a", {.body = "{\"type\": \"FeatureCollection\", \"features\": []}"});
    FetchRequest request = net.request("/a");
    request.kinds = {"csv", "zip"};
    CHECK(net.failure_of(request).failure == FetchFailure::wrong_type);
    request.kinds = {"geojson"};
    CHECK(io::fetch(request, net.store, net.options).kind == "geojson");
}

TEST_CASE("half a zip, whole as HTTP has it, is a cut file", "[io][fetch]") {
    FetchFixture net;
    std::string half("PK\x03\x04", 4);
    half.resize(5004, 'x');
    net.server.on("/a.zip", {.body = half});
    CHECK(net.failure("/a.zip").failure == FetchFailure::cut);
}

TEST_CASE("an empty file is a cut file", "[io][fetch]") {
    FetchFixture net;
    net.server.in_turn("/a.csv", {{.body = ""}, {.body = csv}});
    CHECK(net.fetch("/a.csv").attempts == 2);
}

TEST_CASE("a file above the limit is refused before it comes, or while it comes", "[io][fetch]") {
    const bool chunked = GENERATE(false, true);
    FetchFixture net;
    net.options.limits.most_bytes = 20;
    net.server.on("/a.csv", {.body = csv, .chunked = chunked});
    const FetchError error = net.failure("/a.csv");
    CHECK(error.failure == FetchFailure::too_large);
    CHECK(error.attempts == 1);
    CHECK(net.left_over() == 0);
}

TEST_CASE("a checksum must be met; met once, nothing is asked again", "[io][fetch]") {
    FetchFixture net;
    net.server.on("/a.csv", {.body = csv});
    FetchRequest request = net.request("/a.csv");
    request.sha256 = sha256_of_text("other");
    CHECK(net.failure_of(request).failure == FetchFailure::checksum);
    CHECK_FALSE(net.store.record(request.url));
    request.sha256 = sha256_of_text(csv);
    CHECK(io::fetch(request, net.store, net.options).outcome == FetchOutcome::first);
    const std::size_t asked = net.server.requests().size();
    const Fetched again = io::fetch(request, net.store, net.options);
    CHECK(again.outcome == FetchOutcome::unchanged);
    CHECK(again.attempts == 0);
    CHECK(net.server.requests().size() == asked);
    request.sha256 = "ABC";
    CHECK_THROWS_AS(io::fetch(request, net.store, net.options), ConfigError);
}

TEST_CASE("silence and slowness end in their time", "[io][fetch]") {
    FetchFixture net;
    net.options.limits.retries = 0;
    SECTION("no first byte") {
        net.options.limits.stalled = 1s;
        net.server.on("/a.csv", {.body = csv, .delay = 30s});
    }
    SECTION("no more bytes") {
        net.options.limits.stalled = 1s;
        net.server.on("/a.csv", {.body = csv, .stalled_after = 10});
    }
    SECTION("not whole in time") {
        net.options.limits.total = 1s;
        net.server.on("/a.csv", {.body = csv, .stalled_after = 10});
    }
    const auto begin = std::chrono::steady_clock::now();
    CHECK(net.failure("/a.csv").failure == FetchFailure::timeout);
    CHECK(std::chrono::steady_clock::now() - begin < 10s);
}

TEST_CASE("nobody listening is told as unreachable", "[io][fetch]") {
    FetchFixture net;
    std::string url;
    {
        const ScriptedServer gone;
        url = gone.url("/a.csv");
    }
    const FetchError error = net.failure_of({.source = "reseau", .url = url});
    CHECK(error.failure == FetchFailure::unreachable);
    CHECK(error.attempts == 5);
}

TEST_CASE("a user who stops the work stops a download and a wait", "[io][fetch]") {
    FetchFixture net;
    net.server.on("/a.csv", {.body = csv, .stalled_after = 10});
    net.server.on("/b.csv", {.status = 503});
    for (const char* path : {"/a.csv", "/b.csv"}) {
        int calls = 0;
        const Progress stop = [&](std::string_view, double) {
            if (++calls == 2) throw Cancelled();
        };
        CHECK_THROWS_AS(io::fetch(net.request(path), net.store, net.options, {}, stop), Cancelled);
    }
}

TEST_CASE("the newest year that is published is taken, and no older one of a server in trouble",
          "[io][fetch]") {
    FetchFixture net;
    const UrlFill fill{std::chrono::year(2026) / 3 / 1, "59", 3};
    FetchRequest request = net.request("/iris-{annee}-{departement}.csv");
    net.server.on("/iris-2024-59.csv", {.body = csv});
    const Fetched got = fetch_newest(request, fill, net.store, net.options);
    CHECK(got.year == 2024);
    CHECK(got.final_url == net.server.url("/iris-2024-59.csv"));
    net.server.on("/iris-2026-59.csv", {.status = 500});
    CHECK_THROWS_AS(fetch_newest(request, fill, net.store, net.options), FetchError);
    request.url = net.server.url("/absent-{annee}.csv");
    try {
        fetch_newest(request, fill, net.store, net.options);
        FAIL("no such file");
    } catch (const FetchError& error) {
        CHECK(error.failure == FetchFailure::absent);
        CHECK(error.trouble().found.find("2024 à 2026") != std::string::npos);
    }
}

TEST_CASE("gzip on the way is undone, a file that is a gzip stays one", "[io][fetch]") {
    FetchFixture net;
    const ServedReply reply{.headers = {{"Content-Encoding", "gzip"}},
                            .body = gzipped("a;b\n1;2\n")};
    net.server.on("/a.csv", reply);
    CHECK(bytes_of(net.fetch("/a.csv").file) == "a;b\n1;2\n");
    net.server.on("/a.csv.gz?v=2", reply);
    CHECK(net.fetch("/a.csv.gz?v=2").kind == "gz");
    ServedReply cut = reply;
    cut.body.resize(20);
    net.server.on("/b.csv", cut);
    CHECK(net.failure("/b.csv").failure == FetchFailure::cut);
    net.options.limits.most_bytes = 99'999;
    net.server.on("/c.csv", {.headers = {{"Content-Encoding", "gzip"}},
                             .body = gzipped(std::string(100'000, 'a'))});
    CHECK(net.failure("/c.csv").failure == FetchFailure::too_large);
    CHECK(net.left_over() == 0);
}
