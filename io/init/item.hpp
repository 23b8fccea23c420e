// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "io/init/catalogue.hpp"
#include "io/init/files.hpp"
#include "io/init/recognise.hpp"

namespace lisiere::io::init {

/// What becomes of a layer: written, written as a comment, or not at all.
enum class Fate { taken, proposed, left };

/// One layer of one file, and what is made of it. A file that serves three tables of the
/// configuration (OpenStreetMap) is three items.
struct Item {
    std::filesystem::path file;
    std::string written;  ///< its path, as the configuration will say it
    Form form = Form::unread;
    LayerSample layer;       ///< of a vector layer or a table
    std::optional<Fit> fit;  ///< of these; not whole: the nearest
    geo::Box degrees;        ///< where it lies; empty: not known
    std::string section;     ///< table of the configuration; empty: it has no place
    std::string title;       ///< what it was taken for, in French
    std::string evidence;    ///< by what
    Fate fate = Fate::left;
    std::string reason;                ///< why it is only proposed, or left
    std::vector<std::string> remarks;  ///< more to say of it, in the configuration
    std::vector<std::pair<std::string, std::string>> keys;  ///< beside fichier: key → TOML value
    const CatalogueEntry* entry = nullptr;
    std::string producer;         ///< where the file itself says it (GTFS); else the entry's
    int year = 0;                 ///< vintage; 0: not known
    bool year_by_name = false;    ///< told by the file's name only
    int generation = 0;           ///< of official perimeters: 2015, 2024
    std::set<std::string> codes;  ///< of its rows, where they are what it is joined or compared by

    bool taken() const { return fate == Fate::taken; }
    std::string name() const {
        return layer.couche.empty() ? written : written + ", couche " + layer.couche;
    }
    bool is(const std::string& signature) const {
        return fit && fit->whole() && fit->signature->id == signature;
    }
    /// The column of a field of its schema, by name; empty: none.
    std::string column(const std::string& field) const;
};

}  // namespace lisiere::io::init
