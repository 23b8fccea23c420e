// SPDX-License-Identifier: Apache-2.0
#include "io/serve/server.hpp"

#include <csignal>
#include <thread>

#include "io/base/error.hpp"
#include "tests/io/serve/http_client.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;

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
