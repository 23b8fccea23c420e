// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/named_value.hpp"

namespace lisiere::io {

/// What the products say: styles/mots.toml.
struct ProductWords {
    std::vector<std::string> languages;  ///< "fr" first: what is said of a language that it has not
    /// "page.sommaire" → language → template (io/base/message_template.hpp).
    std::map<std::string, std::map<std::string, std::string>, std::less<>> phrases;
};

/// `file`: mots.toml. ConfigError naming key and language: a language that a phrase has not or that
/// is not declared, a template that cannot be read, languages that name different values.
ProductWords read_product_words(const std::filesystem::path& file);

/// What a product says under that key of the program's own styles/mots.toml, in the language of the
/// edition, with the values that the phrase names. The file is read once a process, when something
/// is first said. PreconditionError for a key that it has not; ConfigError as above. Cost: a search
/// by key, some 10 µs more with values.
std::string say(std::string_view key, const std::string& language, const NamedValues& values = {});

/// The languages of styles/mots.toml.
const std::vector<std::string>& product_languages();

/// For `{x, select, oui {…} other {…}}`.
inline std::string truth(bool yes) {
    return yes ? "oui" : "non";
}

}  // namespace lisiere::io
