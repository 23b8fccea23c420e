// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/table/table.hpp"

namespace lisiere::compare {

/// A file that an edition was made from, under one of the kinds of input that read it: a file read
/// as streets and as barriers stands twice.
struct InputFile {
    std::string kind;          ///< word of geodata/reference/formules.csv: "horaires"
    std::string path;          ///< as the configuration writes it
    std::string sha256;        ///< of the whole file
    std::string vintage = {};  ///< of its source; empty: not told
};

/// One value of the full configuration that figures may hang on.
struct Setting {
    std::string key;  ///< "calcul.fenetre"; of a layer: "horaires[0].champs.nom"
    std::string value;
};

/// A published edition as plain values: what it was made from and what it says.
struct Edition {
    std::string territory;
    std::string language;  ///< "fr" or "en"
    std::string version;   ///< of the program
    std::string fingerprint;
    std::vector<InputFile> inputs;
    std::vector<InputFile> reference;  ///< geodata/; `kind` is the path
    std::vector<Setting> settings;
    std::vector<Table> tables;

    /// Null when the edition has no such table.
    const Table* find(std::string_view name) const {
        for (const Table& table : tables)
            if (table.name == name) return &table;
        return nullptr;
    }
};

}  // namespace lisiere::compare
