// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/credentials.hpp"

#include <sys/stat.h>

#include "io/base/error.hpp"
#include "tests/io/fetch/fetch_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;

namespace {

std::filesystem::path secret_file(const FetchFolder& folder, const std::string& text,
                                  mode_t mode = 0600) {
    const auto file = folder.write("identifiants.toml", text);
    ::chmod(file.c_str(), mode);
    return file;
}

constexpr auto whole =
    "[hote.\"horaires.example.org\"]\n"
    "jeton = \"jeton-secret\"\n"
    "[source.reseau]\n"
    "utilisateur = \"moi\"\n"
    "mot_de_passe = \"mdp-secret\"\n"
    "entete = { nom = \"X-Cle\", valeur = \"entete-secrete\" }\n"
    "parametre = { nom = \"apikey\", valeur = \"parametre-secret\" }\n"
    "en_clair = true\n";

}  // namespace

TEST_CASE("a source's own credentials come before its host's", "[io][fetch]") {
    const FetchFolder folder;
    const Credentials all = read_credentials(secret_file(folder, whole, GENERATE(0600, 0400)));
    const std::string host = "horaires.example.org";
    REQUIRE(all.find("reseau", host, true) != nullptr);
    CHECK(all.find("reseau", host, true)->user == "moi");
    CHECK(all.find("reseau", host, true)->in_clear);
    CHECK(all.find("reseau", host, false)->token == "jeton-secret");
    CHECK(all.find("autre", host, true)->token == "jeton-secret");
    CHECK(all.find("reseau", "ailleurs.org", false) == nullptr);
    CHECK(all.find("autre", "ailleurs.org", true) == nullptr);
    CHECK(all.secrets() == std::vector<std::string>{"parametre-secret", "entete-secrete",
                                                    "jeton-secret", "mdp-secret"});
}

TEST_CASE("a file that others can read is refused with the way out", "[io][fetch]") {
    const FetchFolder folder;
    const mode_t mode = GENERATE(0644, 0640, 0604, 0660, 0700);
    try {
        read_credentials(secret_file(folder, whole, mode));
        FAIL("it was read");
    } catch (const ConfigError& error) {
        CHECK(error.trouble().advice.find("chmod 600") != std::string::npos);
    }
}

TEST_CASE("a mistake in the file is told without what it holds", "[io][fetch]") {
    const FetchFolder folder;
    const std::string text = GENERATE(
        std::string("[hote.h]\njetton = \"valeur-secrete\"\n"),
        std::string("[hotes.h]\njeton = \"valeur-secrete\"\n"),
        std::string("jeton = \"valeur-secrete\"\n"),
        std::string("[hote.h]\njeton = \"valeur-secrete\n"),
        std::string("[hote.h]\njeton = \"valeur-secrete\\r\\nX: y\"\n"),
        std::string("[hote.h]\njeton = 12\n"), std::string("[hote]\nh = \"valeur-secrete\"\n"),
        std::string("[hote.h]\nentete = \"valeur-secrete\"\n"),
        std::string("[hote.h]\nentete = { nom = \"a: b\", valeur = \"valeur-secrete\" }\n"),
        std::string("[hote.h]\nutilisateur = \"valeur:secrete\"\n"),
        std::string("[hote.h]\nen_clair = \"valeur-secrete\"\n"));
    INFO(text);
    try {
        read_credentials(secret_file(folder, text));
        FAIL("it was read");
    } catch (const ConfigError& error) {
        const std::string message = error.what();
        CHECK(message.find("identifiants.toml, ligne") != std::string::npos);
        CHECK(message.find("secrete") == std::string::npos);
    }
}

TEST_CASE("an absent file, a folder, a pipe are told", "[io][fetch]") {
    const FetchFolder folder;
    CHECK_THROWS_AS(read_credentials(folder.path / "absent"), ConfigError);
    CHECK_THROWS_AS(read_credentials(folder.path), ConfigError);
    REQUIRE(::mkfifo((folder.path / "tube").c_str(), 0600) == 0);
    CHECK_THROWS_AS(read_credentials(folder.path / "tube"), ConfigError);
}
