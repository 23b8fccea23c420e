// SPDX-License-Identifier: Apache-2.0
#include "io/style/product_words.hpp"

#include <algorithm>
#include <set>

#include "engine/core/error.hpp"
#include "io/base/files.hpp"
#include "io/base/message_template.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace {

/// A phrase in each of the languages, and none more; templates that say the same things.
std::map<std::string, std::string> phrase_of(StyleReader reader,
                                             const std::vector<std::string>& languages) {
    std::map<std::string, std::string> phrase;
    for (const std::string& language : languages) {
        const std::string pattern = reader.text(language);
        if (const std::string fault = fault_of(pattern); !fault.empty())
            reader.fail(language, "« " + pattern + " » : " + fault,
                        "une phrase que MessageFormat lit");
        phrase[language] = pattern;
        const std::set<std::string> names = names_in(pattern);
        const std::set<std::string> told = names_in(phrase.at(languages.front()));
        if (!std::includes(told.begin(), told.end(), names.begin(), names.end()))
            reader.fail(language, "« " + pattern + " »",
                        "aucun nom que « " + languages.front() + " » n'a pas");
    }
    reader.finish();
    return phrase;
}

const ProductWords& own_words() {
    static const ProductWords words = read_product_words(data_folder() / "styles" / "mots.toml");
    return words;
}

}  // namespace

ProductWords read_product_words(const std::filesystem::path& file) {
    const toml::table root = parse_style(file);
    StyleReader reader(root, file.string());
    ProductWords words;
    words.languages = reader.texts("langues");
    if (words.languages.empty()) reader.fail("langues", "aucune", "une langue au moins");
    for (const std::string& product : reader.keys()) {
        if (product == "langues") continue;
        StyleReader part = reader.table(product);
        for (const std::string& name : part.keys()) {
            words.phrases[product + "." + name] = phrase_of(part.table(name), words.languages);
        }
        part.finish();
    }
    reader.finish();
    return words;
}

std::string say(std::string_view key, const std::string& language, const NamedValues& values) {
    const auto& phrases = own_words().phrases;
    const auto found = phrases.find(key);
    if (found == phrases.end())
        throw PreconditionError("no phrase « " + std::string(key) + " » in styles/mots.toml");
    const auto own = found->second.find(language);
    const std::string& pattern =
        own == found->second.end() ? found->second.at(product_languages().front()) : own->second;
    return said(pattern, values, language);
}

const std::vector<std::string>& product_languages() {
    return own_words().languages;
}

}  // namespace lisiere::io
