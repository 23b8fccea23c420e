// SPDX-License-Identifier: Apache-2.0
// Whatever a configuration says is what is written of it, and reads again as the same.
#include <fmt/format.h>
#include <rapidcheck.h>
#include <toml++/toml.h>
#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "io/base/error.hpp"
#include "io/config/key_words.hpp"
#include "io/config/run_config.hpp"
#include "tests/io/config/config_texts.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;

namespace {

/// Values of every type, of which some are no values of a key with a form of its own.
class Values {
  public:
    explicit Values(std::uint32_t seed) : random_(seed) {}

    bool coin(double chance) { return std::bernoulli_distribution(chance)(random_); }
    std::size_t below(std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
    }
    std::string of(const KeyFacts& key, const std::string& example) {
        if (key.own_form) return example;
        const bool listed = key.type == KeyType::texts;
        if (!key.choices.empty()) {
            const std::string& word = key.choices[below(key.choices.size())];
            if (key.type == KeyType::integer) return word;
            return listed ? "[\"" + word + "\"]" : "\"" + word + "\"";
        }
        switch (key.type) {
            case KeyType::text:
                return text();
            case KeyType::number:
                return number(key);
            case KeyType::integer:
                return fmt::format("{}", std::floor(within(key)));
            case KeyType::flag:
                return coin(0.5) ? "true" : "false";
            case KeyType::texts:
                return fmt::format("[{}, {}]", text(), text());
            case KeyType::numbers:
                return fmt::format("[{}, {}]", number(key), number(key));
            case KeyType::integers:
                return fmt::format("[{}, {}]", std::floor(within(key)), std::floor(within(key)));
            case KeyType::text_map:
                return fmt::format("{{ {} = {} }}", text(), text());
            case KeyType::date:
                return fmt::format("\"20{:02}-{:02}-{:02}\"", below(100), 1 + below(12),
                                   1 + below(28));
            case KeyType::clock:
                return fmt::format("\"{:02}:{:02}\"", below(30), below(60));
            default:
                return example;
        }
    }

  private:
    double within(const KeyFacts& key) {
        const double least = std::max(*key.least, -1e6);
        return std::uniform_real_distribution<double>(least, std::min(*key.most, 1e6))(random_);
    }
    std::string number(const KeyFacts& key) {
        // Whole seconds: a search of the timetable counts no others.
        const bool minutes = key.unit == "min";
        return fmt::format("{:.6f}", minutes ? std::floor(within(key) * 4) / 4 : within(key));
    }
    std::string text() {
        static const std::vector<std::string> parts{"a", "Z", "é", " ",   "'", "\\\"", "\\\\",
                                                    "#", "=", "]", "\\n", "7", "œ"};
        std::string text = "x";
        for (std::size_t i = below(8); i > 0; --i) text += parts[below(parts.size())];
        return "\"" + text + "\"";
    }

    std::mt19937 random_;
};

/// A default that is left out: some keys are written only when they say more.
bool is_what_nobody_says(const toml::node& value) {
    const auto text = value.value<std::string>();
    return value.value<bool>() == false || (value.is_number() && value.value<double>() == 0.0) ||
           text == "large";
}

/// What of the one the other does not say; empty when it says all.
std::string missing(const toml::node& said, const toml::node* written, const std::string& path) {
    if (written == nullptr) return is_what_nobody_says(said) ? "" : path;
    if (said.is_number() && written->is_number())
        return std::abs(*said.value<double>() - *written->value<double>()) < 1e-6 ? "" : path;
    if (said.type() != written->type()) return path;
    if (const auto* list = said.as_array()) {
        if (written->as_array()->size() != list->size()) return path;
        for (std::size_t i = 0; i < list->size(); ++i) {
            const std::string inside =
                missing(*list->get(i), written->as_array()->get(i), fmt::format("{}[{}]", path, i));
            if (!inside.empty()) return inside;
        }
        return "";
    }
    if (const auto* table = said.as_table()) {
        for (const auto& [key, value] : *table) {
            const std::string inside =
                missing(value, written->as_table()->get(key), path + "." + std::string(key.str()));
            if (!inside.empty()) return inside;
        }
        return "";
    }
    const bool same = said.value<std::string>() == written->value<std::string>() &&
                      said.value<bool>() == written->value<bool>();
    return same ? "" : path;
}

/// The short forms: of a title, of the field that is counted.
bool is_written_otherwise(const Place& place) {
    static const std::vector<std::string> others{"opportunites.champ", "contexte.titre"};
    return std::find(others.begin(), others.end(), place.path()) != others.end();
}

}  // namespace

TEST_CASE("a configuration at random is written as it is said, and reads again as the same",
          "[config][keys][property]") {
    const Folder folder;
    const auto words = key_words("fr");
    std::vector<Place> places;
    every_key([&](const Place& place) {
        if (!words.at(place.words_path()).example.empty() && place.key.of_edition &&
            !is_written_otherwise(place))
            places.push_back(place);
    });
    std::size_t said = 0;
    std::size_t tried = 0;
    REQUIRE(rc::check([&](std::uint32_t seed) {
        Values values(seed);
        Draft draft;
        for (std::size_t i = 0; i < 40; ++i) {
            const Place& place = places[values.below(places.size())];
            const KeyWords& told = words.at(place.words_path());
            Draft more = draft;
            more.say_beside(place, told.with);
            more.say(place, place.key.name, values.of(place.key, told.example));
            ++tried;
            try {
                read_config(folder.write(more.text()));
            } catch (const ConfigError&) {
                continue;  // two keys that do not go together
            }
            draft = more;
            ++said;
        }
        const std::string text = to_toml(read_config(folder.write(draft.text())));
        RC_LOG() << draft.text() << text;
        const toml::table written = toml::parse(text);
        RC_ASSERT(missing(draft.root(), &written, "") == "");
        RC_ASSERT(to_toml(read_config(folder.write(text))) == text);
    }));
    CHECK(said > tried / 2);
}
