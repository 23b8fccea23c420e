// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lisiere::io {

/// One key as a page of reference tells it, in one language.
struct DescribedKey {
    std::string name;
    std::string value;     ///< "nombre, de 1 à 240, en min"
    std::string fallback;  ///< without it; empty: nothing
    std::string meaning;
    std::string example;  ///< the line, or the lines, of TOML
};

struct DescribedTable {
    std::string heading;  ///< "[calcul]", "[[scenarios.voies]]"; a title for what layers share
    std::string meaning;
    std::vector<DescribedKey> keys;
};

/// The reference of the keys, in one language.
struct KeysReference {
    std::string title;
    std::string text;
    std::vector<std::string> columns;  ///< headings: key, value, default, meaning, example
    std::vector<DescribedTable> tables;
};

/// Every key that a configuration may have, table by table; what all tables with a file have stands
/// once, before the first of them. `language`: "fr", "en". InputError when a key has no words.
KeysReference keys_reference(const std::string& language);

}  // namespace lisiere::io
