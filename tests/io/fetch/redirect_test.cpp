// SPDX-License-Identifier: Apache-2.0
// Redirections, certificates and secrets.
#include "tests/io/fetch/fetch_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using namespace lisiere::tests;

namespace {

ServedReply to(const std::string& where, int status = 302) {
    return {.status = status, .headers = {{"Location", where}}, .body = "<html>ailleurs</html>"};
}

/// Every text that a fetch showed: messages, log lines, records of the store.
std::string everything_shown(FetchFixture& net, const std::string& path) {
    std::string all;
    try {
        all = net.fetch(path).final_url;
    } catch (const Error& error) {
        all = error.what();
    }
    for (const std::string& line : net.told) all += line;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(net.store.folder() / "index"))
        all += bytes_of(entry.path());
    return all;
}

}  // namespace

TEST_CASE("redirections are followed, near and far", "[io][fetch]") {
    FetchFixture net;
    net.server.on("/a", to("b/?x=1", 301));
    net.server.on("/b/?x=1", to(net.server.url("/d%C3%A9part.csv"), 308));
    net.server.on("/d%C3%A9part.csv",
                  {.headers = {{"ETag", "\"1\""}}, .body = csv, .conditional = true});
    const Fetched got = net.fetch("/a");
    CHECK(bytes_of(got.file) == csv);
    CHECK(got.final_url == net.server.url("/d%C3%A9part.csv"));
    CHECK(net.fetch("/a").outcome == FetchOutcome::unchanged);
}

TEST_CASE("the version of one address is not asked of another", "[io][fetch]") {
    FetchFixture net;
    net.server.in_turn("/latest", {to("/2026-01.csv"), to("/2026-02.csv")});
    net.server.on("/2026-01.csv",
                  {.headers = {{"ETag", "\"1\""}}, .body = csv, .conditional = true});
    net.server.on(
        "/2026-02.csv",
        {.headers = {{"ETag", "\"1\""}}, .body = csv + "3;Le Jard\n", .conditional = true});
    net.fetch("/latest");
    CHECK(net.fetch("/latest").outcome == FetchOutcome::changed);
}

TEST_CASE("redirections that go nowhere good are refused at once", "[io][fetch]") {
    FetchFixture net;
    net.folder.write("secret.csv", csv);
    const std::string where =
        GENERATE(std::string("/a"), std::string("/loop"), std::string("ftp://localhost/a.csv"),
                 std::string("file:///etc/passwd"), std::string(""), std::string("http://"),
                 std::string("gopher://localhost/"));
    net.server.on("/a", to(where));
    net.server.on("/loop", to("/a"));
    const FetchError error = net.failure("/a");
    CHECK(error.failure == FetchFailure::redirect);
    CHECK(error.attempts == 1);
    CHECK(net.server.requests().size() <= 9);
}

TEST_CASE("a certificate that nobody vouches for is refused with the way out", "[io][fetch]") {
    const TestCertificate certificate;
    FetchFixture net(&certificate);
    net.server.on("/a.csv", {.body = csv});
    const FetchError error = net.failure("/a.csv");
    CHECK(error.failure == FetchFailure::tls);
    CHECK(error.attempts == 1);
    CHECK(error.trouble().advice.find("SSL_CERT_FILE") != std::string::npos);
    net.options.network.ca_bundle = net.folder.write("autorite.pem", certificate.pem());
    CHECK(bytes_of(net.fetch("/a.csv").file) == csv);
    net.options.network.ca_bundle = net.folder.path / "absent.pem";
    CHECK(net.failure("/a.csv").failure == FetchFailure::tls);
}

TEST_CASE("SSL_CERT_FILE names the authorities too", "[io][fetch]") {
    const TestCertificate certificate;
    FetchFixture net(&certificate);
    net.server.on("/a.csv", {.body = csv});
    const auto bundle = net.folder.write("autorite.pem", certificate.pem());
    ::setenv("SSL_CERT_FILE", bundle.c_str(), 1);
    const Fetched got = net.fetch("/a.csv");
    ::unsetenv("SSL_CERT_FILE");
    CHECK(bytes_of(got.file) == csv);
}

TEST_CASE("a proxy that does not let through is told from the server", "[io][fetch]") {
    FetchFixture net;
    const auto [status, why] =
        GENERATE(table<int, FetchFailure>({{407, FetchFailure::refused},
                                           {403, FetchFailure::refused},
                                           {502, FetchFailure::unreachable}}));
    net.server.otherwise([status = status](const ServedRequest& request) -> ServedReply {
        return {.status = request.method == "CONNECT" ? status : 500};
    });
    ::setenv("https_proxy", net.server.url("").c_str(), 1);
    const FetchError error = net.failure_of({.source = "s", .url = "https://horaires.invalid/a"});
    ::unsetenv("https_proxy");
    CHECK(error.failure == why);
    CHECK(error.status == status);
    CHECK(std::string(error.what()).find("le mandataire refuse") != std::string::npos);
}

TEST_CASE("https never steps down to http", "[io][fetch]") {
    const TestCertificate certificate;
    FetchFixture net(&certificate);
    ScriptedServer plain;
    plain.on("/a.csv", {.body = csv});
    net.options.network.ca_bundle = net.folder.write("autorite.pem", certificate.pem());
    net.server.on("/a.csv", to(plain.url("/a.csv")));
    CHECK(net.failure("/a.csv").failure == FetchFailure::redirect);
    CHECK(plain.requests().empty());
}

TEST_CASE("credentials reach their host, and no other", "[io][fetch]") {
    FetchFixture net;
    ScriptedServer other;
    other.on("/a.csv", {.body = csv});
    net.server.on("/a.csv", to(other.url("/a.csv")));
    net.credentials = Credentials({}, {{"reseau", Secret{.user = "moi",
                                                         .password = "mdp-tres-secret",
                                                         .header = {"X-Cle", "entete-secrete"},
                                                         .in_clear = true}}});
    net.fetch("/a.csv");
    // printf 'moi:mdp-tres-secret' | base64
    CHECK(net.server.requests()[0].header("authorization") == "Basic bW9pOm1kcC10cmVzLXNlY3JldA==");
    CHECK(net.server.requests()[0].header("x-cle") == "entete-secrete");
    CHECK(other.requests()[0].header("authorization").empty());
    CHECK(other.requests()[0].header("x-cle").empty());
}

TEST_CASE("a token is a header, a parameter goes into the query", "[io][fetch]") {
    FetchFixture net;
    net.credentials = Credentials(
        {{"localhost",
          Secret{.token = "jeton-secret", .parameter = {"apikey", "a b&c"}, .in_clear = true}}},
        {});
    net.server.on("/a.csv?apikey=a%20b%26c", {.body = csv});
    net.server.on("/a.csv?v=1&apikey=a%20b%26c", {.body = csv});
    CHECK_NOTHROW(net.fetch("/a.csv"));
    CHECK_NOTHROW(net.fetch("/a.csv?v=1"));
    CHECK(net.server.requests()[0].header("authorization") == "Bearer jeton-secret");
}

TEST_CASE("credentials never travel in clear unless told to", "[io][fetch]") {
    FetchFixture net;
    net.credentials = Credentials({{"localhost", Secret{.token = "jeton-secret"}}}, {});
    CHECK_THROWS_AS(net.fetch("/a.csv"), ConfigError);
    CHECK(net.server.requests().empty());
}

TEST_CASE("no message, log or record holds a secret", "[io][fetch]") {
    FetchFixture net;
    net.options.limits.retries = 1;
    net.credentials = Credentials(
        {}, {{"reseau", Secret{.parameter = {"apikey", "valeur-secrete"}, .in_clear = true}}});
    const std::string signed_url =
        net.server.url("/b.csv?X-Amz-Signature=signature-secrete&x=valeur-secrete");
    const int status = GENERATE(200, 302, 401, 404, 500);
    net.server.otherwise([&](const ServedRequest& request) -> ServedReply {
        if (request.path.starts_with("/b.csv")) return {.body = csv};
        if (status == 302) return to(signed_url);
        return {.status = status, .body = csv};
    });
    const std::string shown = everything_shown(net, "/a.csv?token=dans-l-adresse");
    CHECK_FALSE(shown.empty());
    for (const char* secret : {"valeur-secrete", "signature-secrete", "dans-l-adresse"})
        CHECK(shown.find(secret) == std::string::npos);
}

TEST_CASE("a password in the address is refused with the place where it belongs", "[io][fetch]") {
    FetchFixture net;
    FetchRequest request = net.request("/a.csv");
    request.url.replace(request.url.find("localhost"), 0, "moi:mdp-tres-secret@");
    try {
        io::fetch(request, net.store, net.options);
        FAIL("it was taken");
    } catch (const ConfigError& error) {
        CHECK(std::string(error.what()).find("mdp-tres-secret") == std::string::npos);
        CHECK(error.trouble().advice.find("identifiants") != std::string::npos);
    }
    CHECK(net.server.requests().empty());
}

TEST_CASE("only http and https are fetched", "[io][fetch]") {
    FetchFixture net;
    for (const char* url : {"ftp://localhost/a", "dict://localhost/a", "smb://localhost/a"})
        CHECK(net.failure_of({.source = "s", .url = url}).failure == FetchFailure::address);
}

TEST_CASE("an address with accents and spaces is sent as HTTP wants it", "[io][fetch]") {
    FetchFixture net;
    net.server.on("/donn%C3%A9es%202026.csv?q=%E9", {.body = csv});
    CHECK_NOTHROW(net.fetch("/données 2026.csv?q=\xE9#ancre"));
}
