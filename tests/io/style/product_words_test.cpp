// SPDX-License-Identifier: Apache-2.0
#include "io/style/product_words.hpp"

#include <regex>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/style/figure_text.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

/// A file of words for one test.
struct Written {
    fs::path path = fs::temp_directory_path() / "lisiere_mots_test.toml";
    explicit Written(const std::string& text) { write_text(path, text); }
    ~Written() { fs::remove(path); }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
};

}  // namespace

TEST_CASE("every phrase of the tree is there in each language and can be read", "[style]") {
    const ProductWords words = read_product_words(LISIERE_ROOT "/styles/mots.toml");
    CHECK(words.languages == std::vector<std::string>{"fr", "en"});
    CHECK(words.phrases.size() > 100);
    for (const auto& [key, phrase] : words.phrases) {
        INFO(key);
        CHECK(phrase.size() == words.languages.size());
    }
}

TEST_CASE("a third language is one more word in the file and one more text a phrase", "[style]") {
    const std::string tree = read_text(LISIERE_ROOT "/styles/mots.toml");
    std::string third = std::regex_replace(
        tree, std::regex(R"((en = ("[^"\n]*(\\\\"[^"\n]*)*")) \})"), "$1, de = $2 }");
    third = std::regex_replace(third, std::regex(R"("fr", "en"\])"), R"("fr", "en", "de"])");
    const Written file(third);
    const ProductWords words = read_product_words(file.path);
    CHECK(words.languages.back() == "de");
    for (const auto& [key, phrase] : words.phrases) {
        INFO(key);
        CHECK(phrase.at("de") == phrase.at("en"));
    }
}

TEST_CASE("plurals and agreement follow each language", "[style]") {
    // One and none are singular in French, none is plural in English.
    CHECK(say("page.quartiers_prioritaires", "fr", {{"n", 0}}) == "0 quartier prioritaire");
    CHECK(say("page.quartiers_prioritaires", "fr", {{"n", 2}}) == "2 quartiers prioritaires");
    CHECK(say("page.quartiers_prioritaires", "en", {{"n", 0}}) == "0 priority quarters");
    CHECK(say("page.quartiers_prioritaires", "en", {{"n", 1}}) == "1 priority quarter");
    CHECK(say("page.rang_note", "fr", {{"coupes", 1}, {"classes", 9}}) ==
          "* Rang : 1 des 9 périmètres classés n'est couvert qu'en partie.");
    CHECK(say("page.rang_note", "fr", {{"coupes", 2}, {"classes", 9}}) ==
          "* Rang : 2 des 9 périmètres classés ne sont couverts qu'en partie.");
    CHECK(say("commun.date", "fr", {{"jour", 1}, {"mois", "m8"}, {"annee", 2026}}) ==
          "1er août 2026");
    CHECK(say("commun.date", "en", {{"jour", 31}, {"mois", "m12"}, {"annee", 2026}}) ==
          "31 December 2026");
    CHECK(say("commun.parce_que", "fr",
              {{"titre", "Carte"}, {"voyelle", truth(true)}, {"motif", "aucune rue n'est lue"}}) ==
          "Carte, parce qu'aucune rue n'est lue");
    CHECK(percent_text(12.34, 1, "fr") == "12,3\u202f%");
    CHECK(percent_text(12.34, 1, "en") == "12.3%");
}

TEST_CASE("what is said of a language that the file has not is said in the first", "[style]") {
    CHECK(say("commun.oui", "de") == "oui");
}

TEST_CASE("a file of words that would leave a hole is refused with its key", "[style]") {
    const auto refusal = [](const std::string& text) -> std::string {
        const Written file(text);
        try {
            read_product_words(file.path);
        } catch (const ConfigError& error) {
            return error.what();
        }
        return {};
    };
    const std::string languages = "langues = [\"fr\", \"en\"]\n[page]\n";
    CHECK(refusal(languages + "a = { fr = \"x\", en = \"y\" }\n").empty());
    CHECK(refusal(languages + "a = { fr = \"x\" }\n").find("en") != std::string::npos);
    CHECK(refusal(languages + "a = { fr = \"x\", en = \"y\", de = \"z\" }\n").find("de") !=
          std::string::npos);
    CHECK(refusal(languages + "a = { fr = \"x\", en = \"{n\" }\n").find("{n") != std::string::npos);
    CHECK(refusal(languages + "a = { fr = \"{n}\", en = \"{m}\" }\n").find("{m}") !=
          std::string::npos);
    CHECK_THROWS_AS(say("page.absente_de_la_table", "fr"), PreconditionError);
}
