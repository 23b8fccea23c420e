// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

/// What a configuration may hold: the table of keys that it is read by, written back by and told
/// by.
namespace lisiere::io {

enum class KeyType {
    text,
    number,
    integer,
    flag,
    texts,
    numbers,
    integers,
    text_map,    ///< { ours = "theirs" }
    number_map,  ///< { name = 1.0 }
    date,        ///< "2026-03-17"
    clock,       ///< "06:30"
    file,        ///< a path, from the folder of the configuration
    words,       ///< a text, or { fr = "…", en = "…" }
    table,       ///< [key], or { … }
    tables,      ///< [[key]]
    named        ///< [key.ID], each under an id of its own
};

/// What is known of one key.
struct KeyFacts {
    std::string name;
    KeyType type = KeyType::text;
    std::string unit;  ///< "min", "m"…; empty: none
    std::optional<double> least;
    std::optional<double> most;
    std::vector<std::string> choices;  ///< empty: any
    std::string fallback;              ///< as TOML writes it, when it is absent; empty: nothing
    bool required = false;
    bool own_form = false;     ///< a text that not every text is one of: an address, an id…
    bool of_edition = true;    ///< false: it changes nothing in an edition, and is not written back
    bool of_any_file = false;  ///< one of those that all tables with a file have
    std::vector<KeyFacts> inner;  ///< of a table
};

/// Every key, in the order in which it is read.
std::vector<KeyFacts> config_keys();

}  // namespace lisiere::io
