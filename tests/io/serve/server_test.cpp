// SPDX-License-Identifier: Apache-2.0
#include "io/serve/server.hpp"

#include <fcntl.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>
#include <vector>

#include "io/base/error.hpp"
#include "tests/io/serve/http_client.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;
namespace fs = std::filesystem;

namespace {

struct Served {
    Scratch scratch;
    std::string bytes;
    std::unique_ptr<Server> server;

    Served() {
        for (int i = 0; i < 100000; ++i) bytes += static_cast<char>('a' + i * 7 % 26);
        scratch.write("carte/index.html", "<html>carte</html>");
        scratch.write("carte/lisiere.pmtiles", bytes);
        server = std::make_unique<Server>(Site(scratch.path()), std::uint16_t{0});
    }
    HttpAnswer get(const std::string& path, const std::string& headers = {},
                   const std::string& method = "GET") const {
        return http_get(server->port(), path, headers, method);
    }
};

/// As a run publishes: at once where the file system can; nobody asks meanwhile here.
void exchange(const fs::path& a, const fs::path& b) {
    if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return;
    fs::rename(a, a.string() + ".autre");
    fs::rename(b, a);
    fs::rename(a.string() + ".autre", b);
}

}  // namespace

TEST_CASE("a file is served whole, by parts, and by its headers alone", "[serve]") {
    const Served site;
    const HttpAnswer whole = site.get("/carte/lisiere.pmtiles");
    CHECK(whole.status == 200);
    CHECK(whole.body == site.bytes);
    CHECK(whole.headers.at("accept-ranges") == "bytes");

    const HttpAnswer part = site.get("/carte/lisiere.pmtiles", "Range: bytes=1000-1099");
    CHECK(part.status == 206);
    CHECK(part.body == site.bytes.substr(1000, 100));
    CHECK(part.headers.at("content-range") == "bytes 1000-1099/100000");
    CHECK(part.headers.at("content-length") == "100");

    // Readers of tiles ask for more than a small file holds.
    const HttpAnswer end = site.get("/carte/lisiere.pmtiles", "Range: bytes=99990-999999");
    CHECK(end.status == 206);
    CHECK(end.body == site.bytes.substr(99990));

    const HttpAnswer beyond = site.get("/carte/lisiere.pmtiles", "Range: bytes=100000-");
    CHECK(beyond.status == 416);
    CHECK(beyond.headers.at("content-range") == "bytes */100000");

    const HttpAnswer head = site.get("/carte/lisiere.pmtiles", "", "HEAD");
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.headers.at("content-length") == "100000");
}

TEST_CASE("the home page opens from the root, with its type", "[serve]") {
    const Served site;
    CHECK(site.get("/").status == 302);
    CHECK(site.get("/").headers.at("location") == "/carte/");
    const HttpAnswer page = site.get("/carte/?x=1");
    CHECK(page.status == 200);
    CHECK(page.body == "<html>carte</html>");
    CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
    CHECK(page.headers.at("x-content-type-options") == "nosniff");
    CHECK(site.get("/carte/absent.json").status == 404);
}

TEST_CASE("no request leaves the folder or writes in it", "[serve]") {
    const Served site;
    site.scratch.write("secret.txt", "secret");
    const Server inner(Site(site.scratch.path() / "carte"), 0);
    for (const char* path :
         {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt",
          "/./../secret.txt", "//../secret.txt", "/..\\secret.txt", "/x/../../secret.txt",
          "/%2E%2E/%2E%2E/etc/passwd", "/..%c0%afsecret.txt", "/index.html/../../secret.txt"}) {
        const HttpAnswer answer = http_get(inner.port(), path);
        INFO(path << " " << answer.status);
        CHECK(answer.status != 200);
        CHECK(answer.body.find("secret") == std::string::npos);
    }
    // A path ends at a zero byte: what stands before it is given, never what stands behind.
    CHECK(http_get(inner.port(), "/%00/../secret.txt").body == "<html>carte</html>");
    CHECK(http_get(inner.port(), "/index.html%00/../../secret.txt").body == "<html>carte</html>");
    for (const char* method : {"PUT", "POST", "DELETE", "PATCH", "OPTIONS"}) {
        INFO(method);
        CHECK(site.get("/carte/index.html", "Content-Length: 0", method).status == 405);
    }
    CHECK(site.scratch.read("carte/index.html") == "<html>carte</html>");
}

TEST_CASE("a request with a body is refused without reading it whole", "[serve]") {
    const Served site;
    const auto with_body = [&](const std::string& method, const std::string& headers,
                               const std::string& body) {
        return http(site.server->port(), method + " /carte/ HTTP/1.1\r\nHost: localhost\r\n" +
                                             headers + "Connection: close\r\n\r\n" + body);
    };
    const auto of = [](std::size_t bytes) {
        return "Content-Length: " + std::to_string(bytes) + "\r\n";
    };
    for (const char* method : {"POST", "PUT", "GET", "HEAD"}) {
        INFO(method);
        const HttpAnswer small = with_body(method, of(1000), std::string(1000, 'x'));
        CHECK(small.status == 405);
        CHECK(small.headers.at("allow") == "GET, HEAD");
        CHECK(
            with_body(method, "Transfer-Encoding: chunked\r\n", "5\r\nabcde\r\n0\r\n\r\n").status ==
            405);
    }
    // Answered although it never comes: ten gigabytes are announced.
    CHECK(with_body("POST", of(10'000'000'000), "x").status == 405);
    CHECK(site.get("/carte/").status == 200);
}

TEST_CASE("every answer has a tag, and who has the file is not sent it again", "[serve]") {
    const Served site;
    const HttpAnswer first = site.get("/carte/lisiere.pmtiles");
    const std::string tag = first.headers.at("etag");
    const std::string date = first.headers.at("last-modified");
    CHECK(first.headers.at("cache-control") == "no-cache");
    CHECK(first.headers.at("referrer-policy") == "no-referrer");
    for (const std::string& known :
         {"If-None-Match: " + tag, std::string("If-None-Match: *"), "If-Modified-Since: " + date}) {
        for (const char* method : {"GET", "HEAD"}) {
            const HttpAnswer again = site.get("/carte/lisiere.pmtiles", known, method);
            CHECK(again.status == 304);
            CHECK(again.body.empty());
            CHECK(again.headers.at("etag") == tag);
        }
    }
    CHECK(site.get("/carte/lisiere.pmtiles", "If-None-Match: \"x\"").status == 200);
    CHECK(site.get("/carte/lisiere.pmtiles", "If-Match: \"x\"").status == 412);
    CHECK(site.get("/carte/lisiere.pmtiles", "Range: bytes=0-9\r\nIf-Range: " + tag).status == 206);
    const HttpAnswer other =
        site.get("/carte/lisiere.pmtiles", "Range: bytes=0-9\r\nIf-Range: \"x\"");
    CHECK(other.status == 200);  // the whole of what is there now
    CHECK(other.body == site.bytes);
    CHECK(site.get("/carte/lisiere.pmtiles", "Range: bytes=0-9").headers.at("etag") == tag);
    const HttpAnswer head = site.get("/carte/lisiere.pmtiles", "Range: bytes=0-9", "HEAD");
    CHECK(head.status == 200);
    CHECK(head.headers.at("content-length") == "100000");
}

TEST_CASE("ranges read while editions are exchanged are each of the edition that their tag names",
          "[serve][property]") {
    const Scratch scratch;
    const auto edition = [&](const std::string& name, char letter) {
        scratch.write(name + "/carte/index.html", "<p>");
        scratch.write(name + "/carte/lisiere.pmtiles", std::string(200000, letter));
    };
    edition("a", 'a');
    edition("b", 'b');
    const Server server(Site(scratch.path() / "a"), 0);
    std::map<std::string, char> seen;
    std::size_t answered = 0;
    for (int turn = 0; turn < 60; ++turn) {
        if (turn % 3 == 2) exchange(scratch.path() / "a", scratch.path() / "b");
        const HttpAnswer part =
            http_get(server.port(), "/carte/lisiere.pmtiles", "Range: bytes=1000-150000");
        REQUIRE(part.status == 206);
        REQUIRE(part.body.find_first_not_of(part.body.front()) == std::string::npos);
        const auto [known, fresh] = seen.emplace(part.headers.at("etag"), part.body.front());
        REQUIRE(known->second == part.body.front());
        ++answered;
    }
    CHECK(answered == 60);
    CHECK(seen.size() == 2);
}

TEST_CASE("a download that has begun ends with the edition it began with", "[serve]") {
    const Scratch scratch;
    const std::string first(20'000'000, 'a');
    scratch.write("e/carte/index.html", "<p>");
    scratch.write("e/lisiere.gpkg", first);
    const Server server(Site(scratch.path() / "e"), 0);
    const HttpAnswer answer =
        http(server.port(),
             "GET /lisiere.gpkg HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", [&] {
                 scratch.write("neuf/carte/index.html", "<p>");
                 scratch.write("neuf/lisiere.gpkg", std::string(20'000'000, 'b'));
                 fs::rename(scratch.path() / "e", scratch.path() / "vieux");
                 fs::rename(scratch.path() / "neuf", scratch.path() / "e");
                 fs::remove_all(scratch.path() / "vieux");
             });
    CHECK(answer.status == 200);
    CHECK((answer.body == first));  // not to be printed
    CHECK(http_get(server.port(), "/lisiere.gpkg").body.front() == 'b');
}

TEST_CASE("while no edition stands there a client is told to come again", "[serve]") {
    const Served site;
    fs::rename(site.scratch.path() / "carte", site.scratch.path() / ".carte");
    CHECK(site.get("/carte/").status == 404);
    const Scratch other;
    other.write("e/carte/index.html", "<p>");
    const Server server(Site(other.path() / "e"), 0);
    fs::rename(other.path() / "e", other.path() / "f");
    const HttpAnswer away = http_get(server.port(), "/carte/");
    CHECK(away.status == 503);
    CHECK(away.headers.at("retry-after") == "1");
    fs::rename(other.path() / "f", other.path() / "e");
    CHECK(http_get(server.port(), "/carte/").status == 200);
}

TEST_CASE("clients that send a letter at a time do not keep others out", "[serve]") {
    const Scratch scratch;
    scratch.write("carte/index.html", "<p>");
    // A dozen connections, a second each for a request: three rounds of slow clients.
    const Server server(Site(scratch.path()), 0, ServerLimits{12, std::chrono::milliseconds(1000)});
    std::vector<std::unique_ptr<SlowClient>> slow;
    for (int i = 0; i < 30; ++i) slow.push_back(std::make_unique<SlowClient>(server.port()));
    HttpAnswer page;
    std::thread asking([&] { page = http_get(server.port(), "/carte/"); });
    std::size_t open = slow.size();
    for (int i = 0; i < 200 && open > 0; ++i) {
        open = 0;
        for (const auto& one : slow) open += one->send_letter() ? 1 : 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    asking.join();
    CHECK(page.status == 200);
    CHECK(open == 0);
}

TEST_CASE("pages and drawings come with what they may do", "[serve]") {
    const Served site;
    site.scratch.write("rapport.html", "<p>");
    site.scratch.write("atlas/VA.svg", "<svg/>");
    site.scratch.write("tables/a.csv", "a\n");
    CHECK(site.get("/carte/").headers.at("content-security-policy").find("script-src 'self';") !=
          std::string::npos);
    CHECK(site.get("/atlas/VA.svg").headers.at("content-security-policy").find("sandbox") !=
          std::string::npos);
    CHECK(site.get("/rapport.html").headers.count("content-security-policy") == 1);
    CHECK(site.get("/tables/a.csv").headers.at("content-type") == "text/csv; charset=utf-8");
}

TEST_CASE("a page of the web cannot read the site under its own name", "[serve]") {
    const Served site;
    const auto as = [&](const std::string& host) {
        return http(site.server->port(),
                    "GET /carte/ HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
            .status;
    };
    CHECK(as("127.0.0.1:1") == 200);
    CHECK(as("localhost") == 200);
    CHECK(as("[::1]:8765") == 200);
    CHECK(as("carte.example.org") == 403);
    CHECK(as("localhost.example.org:80") == 403);
}

TEST_CASE("what is no HTTP gets no file", "[serve]") {
    const Served site;
    for (const std::string& noise :
         {std::string("\r\n\r\n\r\n"), std::string("GET\r\n\r\n"),
          std::string(20000, 'x') + "\r\n\r\n",
          std::string("GET /carte/ HTTP/1.1\r\nRange: ") + std::string(60000, '9') + "\r\n\r\n"}) {
        // Some of it is never answered before the time limit: half of the connection is closed.
        const HttpAnswer answer = http(site.server->port(), noise + "Connection: close\r\n\r\n");
        CHECK(answer.status != 200);
    }
    CHECK(site.get("/carte/").status == 200);  // and the server goes on
}

TEST_CASE("a port that is taken is refused", "[serve]") {
    const Served site;
    const Scratch& scratch = site.scratch;
    CHECK_THROWS_AS(Server(Site(scratch.path()), site.server->port()), ConfigError);
}

TEST_CASE("lisiere serve says where, serves, and stops at Ctrl-C", "[serve][program]") {
    const Scratch edition;
    edition.write("carte/index.html", "<html>carte</html>");
    const std::uint16_t port = free_port();
    HttpAnswer page;
    const Outcome outcome = run_lisiere(
        {"serve", edition.path().string(), "--port", std::to_string(port)}, {}, [&](int pid) {
            for (int tries = 0; tries < 100 && page.status == 0; ++tries) {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                page = http_get(port, "/carte/");
            }
            ::kill(pid, SIGINT);
        });
    CHECK(page.body == "<html>carte</html>");
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.out == "http://localhost:" + std::to_string(port) + "/carte/\n");

    const Outcome absent = run_lisiere({"serve", (edition.path() / "rien").string()});
    CHECK(absent.exit_code == 3);
    CHECK(absent.err.find("aucun dossier") != std::string::npos);
    const Served other;
    const Outcome taken = run_lisiere(
        {"serve", edition.path().string(), "--port", std::to_string(other.server->port())});
    CHECK(taken.exit_code == 2);
    CHECK(taken.err.find("port") != std::string::npos);
}
