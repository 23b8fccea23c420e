// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/url.hpp"

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace std::chrono_literals;

TEST_CASE("an address is read as it will be sent", "[io][fetch]") {
    const auto [address, text] = GENERATE(table<std::string, std::string>({
        {"https://Example.ORG", "https://example.org/"},
        {"HTTPS://example.org:443/a", "https://example.org/a"},
        {"http://example.org:8080/a?b=c#d", "http://example.org:8080/a?b=c"},
        {"https://example.org/été 2026.zip", "https://example.org/%C3%A9t%C3%A9%202026.zip"},
        {"https://example.org/a%20b?100%", "https://example.org/a%20b?100%25"},
        {"https://example.org/\xE9.csv", "https://example.org/%E9.csv"},
        {"https://données.example/a", "https://xn--donnes-eva.example/a"},
        {"https://donn%C3%A9es.example/a", "https://xn--donnes-eva.example/a"},
        {"https://ex%41mple.org/a", "https://example.org/a"},
        {"https://[::1]:81/a", "https://[::1]:81/a"},
        {"https://example.org?q=1", "https://example.org/?q=1"},
        {"https://a@b:c@example.org/", "https://example.org/"},
        {"https://example.org/a\r\nX: y", "https://example.org/a%0D%0AX:%20y"},
    }));
    CHECK(parse_url(address).text() == text);
    CHECK(parse_url(text).text() == text);
}

TEST_CASE("a backslash behind a server begins its path, never another server", "[io][fetch]") {
    CHECK(parse_url("http://example.org\\a@autre.org/b").text() ==
          "http://example.org/%5Ca@autre.org/b");
}

TEST_CASE("what is no address is refused", "[io][fetch]") {
    CHECK_THROWS_AS(parse_url("http://[::1]suite/a"), ConfigError);
    for (const char* address :
         {"", "example.org", "https://", "https:///a", "https://a:b/", "https://a:99999/",
          "https://exa mple.org/", "https://\xE9/", "https://a\r\nb/", "://a",
          // Bytes that no name of a server holds, escaped or not (found by fuzzing).
          "https://données.e.example84%A9", "https://a%C3%A9%A9.example/", "https://a%2Fb/",
          "https://a%00b/", "https://a<b/"}) {
        INFO(address);
        CHECK_THROWS_AS(parse_url(address), ConfigError);
    }
}

TEST_CASE("a redirection is read from the page that gave it", "[io][fetch]") {
    const Url from = parse_url("https://example.org/a/b?c=d");
    CHECK(resolve(from, "e").text() == "https://example.org/a/e");
    CHECK(resolve(from, "/e?f").text() == "https://example.org/e?f");
    CHECK(resolve(from, "../../../e").text() == "https://example.org/e");
    CHECK(resolve(from, "?x").text() == "https://example.org/a/b?x");
    CHECK(resolve(from, "//other.org/e").text() == "https://other.org/e");
    CHECK(resolve(from, "http://other.org/été").text() == "http://other.org/%C3%A9t%C3%A9");
    // curl takes "x:/y" for a server of its own: it is one or is refused, never half read.
    CHECK(resolve(from, "http:/other.org/e").text() == "http://other.org/e");
    CHECK_THROWS_AS(resolve(from, "http:/\xFF/e"), ConfigError);
}

TEST_CASE("secrets are hidden wherever they stand", "[io][fetch]") {
    const std::vector<std::string> secrets{"a b"};
    CHECK(without_secrets("https://moi:mdp@h/a?x=1") == "https://h/a?x=1");
    CHECK(without_secrets("https://h/a?apikey=1&b=2&Access_Token=3#f") ==
          "https://h/a?apikey=…&b=2&Access_Token=…#f");
    CHECK(without_secrets("https://h/a b/?v=a%20b", secrets) == "https://h/…/?v=…");
    CHECK(without_secrets("https://moi:m@p@h") == "https://h");
    CHECK(without_secrets("mail@h") == "mail@h");
    CHECK(without_secrets(std::string_view("\0\n/a", 4)) == "%00%0A/a");
    CHECK(without_secrets("https://h/\xE9t\xE9") == "https://h/%E9t%E9");
    CHECK(without_secrets("https://h/été") == "https://h/été");
}

TEST_CASE("a template gives the newest year first", "[io][fetch]") {
    const UrlFill fill{std::chrono::year(2026) / 2 / 28, "59", 3};
    const auto years = fill_url("https://h/{annee}/{departement}-{departement3}-{mois}.zip", fill);
    REQUIRE(years.size() == 3);
    CHECK(years[0].url == "https://h/2026/59-059-02.zip");
    CHECK(years[2].url == "https://h/2024/59-059-02.zip");
    CHECK(years[2].year == 2024);
    const auto plain = fill_url("https://h/{{a}}.zip", fill);
    REQUIRE(plain.size() == 1);
    CHECK(plain[0].url == "https://h/{a}.zip");
    CHECK(plain[0].year == 0);
    CHECK(fill_url("{departement3}", {fill.date, "2A"})[0].url == "02A");
    CHECK(fill_url("{departement3}", {fill.date, "974"})[0].url == "974");
}

TEST_CASE("a template with an unknown word names the nearest", "[io][fetch]") {
    const UrlFill fill{std::chrono::year(2026) / 2 / 28, "", 1};
    for (const char* url : {"{anee}", "{annee", "annee}", "{departement}", "{}"}) {
        INFO(url);
        CHECK_THROWS_AS(fill_url(url, fill), ConfigError);
    }
    try {
        fill_url("{anee}", fill);
    } catch (const ConfigError& error) {
        CHECK(error.trouble().advice == "écrire {annee}");
    }
}

TEST_CASE("what is remote and what is a file", "[io][fetch]") {
    CHECK(is_remote("https://h/a"));
    CHECK(is_remote("ftp://h/a"));
    CHECK_FALSE(is_remote("file:///a"));
    CHECK_FALSE(is_remote("FILE:///a"));
    CHECK_FALSE(is_remote("/a/b.csv"));
    CHECK_FALSE(is_remote("a b/c://d"));
    CHECK(local_path("file:///a%20b/%25") == "/a b/%");
    CHECK(local_path("/a%20b") == "/a%20b");
    CHECK_THROWS_AS(local_path("file:///a%00b"), ConfigError);
}
