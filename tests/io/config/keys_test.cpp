// SPDX-License-Identifier: Apache-2.0
// The laws of the table of keys: what is read is written, and told in both languages.
#include <map>
#include <set>
#include <string>

#include "io/base/error.hpp"
#include "io/config/described_keys.hpp"
#include "io/config/key_words.hpp"
#include "io/config/run_config.hpp"
#include "tests/io/config/config_texts.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

std::string written(const Folder& folder, const std::string& text) {
    return to_toml(read_config(folder.write(text)));
}

}  // namespace

TEST_CASE("every key but those of the machine changes what is written of a configuration",
          "[config][keys]") {
    const Folder folder;
    const auto words = key_words("fr");
    std::size_t tried = 0;
    every_key([&](const Place& place) {
        const KeyWords& said = words.at(place.words_path());
        if (said.example.empty()) return;  // a table
        Draft beside;
        beside.name(place);
        beside.say_beside(place, said.with);
        Draft with = beside;
        with.say(place, place.key.name, said.example);
        INFO(place.path() << " = " << said.example << "\n" << with.text());
        const std::string after = written(folder, with.text());
        ++tried;
        CHECK(written(folder, after) == after);
        if (place.key.required || place.key.name == "fichier") return;
        std::string before;
        try {
            before = written(folder, beside.text());
        } catch (const ConfigError&) {
            return;  // the table says nothing without it
        }
        if (place.key.of_edition)
            CHECK(after != before);
        else
            CHECK(after == before);
    });
    CHECK(tried > 250);
}

TEST_CASE("a key that is no key is refused with the one that is meant, in every table",
          "[config][keys]") {
    const Folder folder;
    const auto words = key_words("fr");
    every_key([&](const Place& place) {
        const KeyWords& said = words.at(place.words_path());
        if (said.example.empty()) return;
        Draft draft;
        draft.say_beside(place, said.with);
        draft.say(place, place.key.name, said.example);
        const std::string slip = place.key.name.front() + place.key.name;
        draft.say(place, slip, said.example);
        INFO(draft.text());
        try {
            read_config(folder.write(draft.text()));
            FAIL("accepted");
        } catch (const ConfigError& error) {
            CHECK_THAT(error.what(), Contains("." + slip + "\n") && Contains("une clé inconnue") &&
                                         Contains("\"" + place.key.name + "\" ?"));
        }
    });
}

TEST_CASE("every key is told in both languages, and no other is", "[config][keys]") {
    for (const char* language : {"fr", "en"}) {
        std::set<std::string> told;
        for (const auto& [path, words] : key_words(language)) {
            INFO(path);
            CHECK_FALSE(words.meaning.empty());
            told.insert(path);
        }
        std::set<std::string> known;
        every_key([&](const Place& place) {
            INFO(place.words_path());
            CHECK(told.contains(place.words_path()));
            known.insert(place.words_path());
        });
        CHECK(told == known);
        // Each once, in a row or as a heading; one heading is of what any file has.
        const KeysReference page = keys_reference(language);
        std::size_t rows = 0;
        for (const DescribedTable& table : page.tables) rows += table.keys.size();
        CHECK(rows + page.tables.size() == known.size() + 1);
    }
}
