// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/local_source.hpp"

#include <sys/stat.h>

#include "tests/io/fetch/fetch_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;

TEST_CASE("a file of this machine is fetched by content", "[io][fetch]") {
    FetchFixture net;
    const auto file = net.folder.write("l'été 100 %/a.csv", csv);
    std::string url = file.string();
    SECTION("as a path") {}
    SECTION("as file://") {
        url = "file://" + url;
    }
    SECTION("as file://localhost") {
        url = "file://localhost" + url;
    }
    SECTION("percent-encoded") {
        url = "file://" + url;
        url.replace(url.find("l'été 100 %"), std::string("l'été 100 %").size(),
                    "l%27%C3%A9t%C3%A9%20100%20%25");
    }
    const FetchRequest request{.source = "local", .url = url};
    const auto fetched = [&] { return fetch(request, net.store, net.options); };
    const Fetched first = fetched();
    CHECK(bytes_of(first.file) == csv);
    CHECK(first.outcome == FetchOutcome::first);
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now());
    CHECK(fetched().outcome == FetchOutcome::same_bytes);
    std::ofstream(file, std::ios::app) << "3;Le Jard\n";
    const Fetched changed = fetched();
    CHECK(changed.outcome == FetchOutcome::changed);
    CHECK(bytes_of(changed.file) == csv + "3;Le Jard\n");
    CHECK(bytes_of(first.file) == csv);
    CHECK(net.left_over() == 0);
}

TEST_CASE("what is no ordinary file is refused with its reason", "[io][fetch]") {
    FetchFixture net;
    const auto failure = [&](const std::string& url) {
        return net.failure_of({.source = "local", .url = url}).failure;
    };
    CHECK(failure((net.folder.path / "absent.csv").string()) == FetchFailure::absent);
    CHECK(failure(net.folder.path.string()) == FetchFailure::wrong_type);
    REQUIRE(::mkfifo((net.folder.path / "tube").c_str(), 0600) == 0);
    CHECK(failure((net.folder.path / "tube").string()) == FetchFailure::wrong_type);
    CHECK(failure("/dev/zero") == FetchFailure::wrong_type);
    CHECK(failure(net.folder.write("a.shp", "x").string()) == FetchFailure::wrong_type);
    CHECK(failure(net.folder.write("vide.csv", "").string()) == FetchFailure::cut);
    CHECK(failure(net.folder.write("page.csv", "<html>").string()) == FetchFailure::wrong_type);
    net.options.limits.most_bytes = 5;
    CHECK(failure(net.folder.write("a.csv", csv).string()) == FetchFailure::too_large);
    CHECK_THROWS_AS(fetch({.source = "local", .url = "file://serveur/a.csv"}, net.store),
                    ConfigError);
    CHECK(net.left_over() == 0);
}

TEST_CASE("a file that changes while it is read is not taken", "[io][fetch]") {
    FetchFixture net;
    const auto file = net.folder.write("a.csv", csv);
    const lisiere::Progress writer = [&](std::string_view, double) {
        std::ofstream(file, std::ios::app) << "9;x\n";
    };
    try {
        fetch({.source = "local", .url = file.string()}, net.store, net.options, {}, writer);
        FAIL("it was taken");
    } catch (const FetchError& error) {
        CHECK(error.failure == FetchFailure::changed);
        CHECK(error.attempts == 5);
    }
}
