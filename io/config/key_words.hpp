// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace lisiere::io {

/// What geodata/schemas/cles.csv says of a key, in one language.
struct KeyWords {
    std::string example;  ///< a value, as TOML; empty for tables
    std::string with;     ///< what must stand beside it, "key = value" by " | "; empty: nothing
    std::string meaning;
    std::string fallback;  ///< in words, where a value does not say what happens without the key
};

/// By path: "calcul.fenetre", "*.fichier" for what all tables with a file have. `language`: "fr",
/// "en". InputError with the line where a key is named twice or a meaning is missing.
std::map<std::string, KeyWords> key_words(const std::string& language);

}  // namespace lisiere::io
