// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "io/config/config_keys.hpp"

/// Configurations made of the table of keys and of the examples of geodata/schemas/cles.csv.
namespace lisiere::tests {

using io::config_keys;
using io::KeyFacts;
using io::KeyType;

/// A folder with a layer in it, which nobody opens.
struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() /
                                 ("lisiere_keys_test_" + std::to_string(::getpid()));
    Folder() {
        std::filesystem::create_directories(path / "donnees");
        std::ofstream(path / "donnees" / "couche.gpkg") << "x";
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path write(const std::string& text) const {
        std::ofstream(path / "t.toml") << text;
        return path / "t.toml";
    }
};

/// One key of the tree, and the tables that it is in.
struct Place {
    KeyFacts key;
    std::vector<KeyFacts> tables;
    std::string path() const {
        std::string path;
        for (const KeyFacts& table : tables) path += table.name + ".";
        return path + key.name;
    }
    /// As geodata/schemas/cles.csv names it.
    std::string words_path() const {
        if (key.of_any_file) return "*." + key.name;
        if (!tables.empty() && tables.back().of_any_file)
            return "*." + tables.back().name + "." + key.name;
        return path();
    }
};

inline bool is_table(const KeyFacts& key) {
    return key.type == KeyType::table || key.type == KeyType::tables || key.type == KeyType::named;
}

inline void walk(const KeyFacts& key, const std::vector<KeyFacts>& tables,
                 const std::function<void(const Place&)>& visit) {
    visit({key, tables});
    std::vector<KeyFacts> inside = tables;
    inside.push_back(key);
    // A table whose keys are those of any file is told where they are.
    const bool file =
        !key.inner.empty() && key.inner.front().of_any_file && key.type == KeyType::table;
    if (!file)
        for (const KeyFacts& inner : key.inner) walk(inner, inside, visit);
}

inline void every_key(const std::function<void(const Place&)>& visit) {
    for (const KeyFacts& key : config_keys()) walk(key, {}, visit);
}

/// A configuration in the making: what it says, with what the tables that it names cannot do
/// without, and what other keys may name (a source, a destination, cells, buildings).
class Draft {
  public:
    Draft() {
        root_ = toml::parse(R"(
            territoire = { nom = "Val" }
            sources = { insee = { titre = "t" } }
            perimetres = [{ fichier = "donnees/couche.gpkg" }]
            population = [{ fichier = "donnees/couche.gpkg" }]
            batiments = [{ fichier = "donnees/couche.gpkg" }]
            destinations = [{ id = "centre", lon = 3, lat = 46 }]
        )");
    }

    /// A key of the tables that `place` is in; `value` as TOML.
    void say(const Place& place, const std::string& key, const std::string& value) {
        toml::table& table = table_of(place);
        const toml::table parsed = toml::parse("v = " + value);
        table.insert_or_assign(key, *parsed.get("v"));
        if (key == "categorie" && place.path().starts_with("opportunites.")) table.erase("fichier");
    }
    /// "key = value" by " | ", where the table has no such key yet.
    void say_beside(const Place& place, const std::string& lines) {
        for (std::size_t at = 0; at < lines.size();) {
            const std::size_t end = std::min(lines.find(" | ", at), lines.size());
            const std::string line = lines.substr(at, end - at);
            const std::size_t equals = line.find(" = ");
            if (!table_of(place).contains(line.substr(0, equals)))
                say(place, line.substr(0, equals), line.substr(equals + 3));
            at = end + 3;
        }
    }
    /// The table alone.
    void name(const Place& place) { table_of(place); }
    const toml::table& root() const { return root_; }
    std::string text() const {
        std::ostringstream out;
        out << root_ << '\n';
        return out.str();
    }

  private:
    /// What a table cannot do without when `place` is said in it.
    static toml::table least(const std::string& path, const KeyFacts& table, const Place& place) {
        static const std::map<std::string, std::string> needed{
            {"contexte", "id = 'c'\ntitre = { fr = 't', en = 't' }\nstyle = 'points'"},
            {"opportunites", "id = 'o'"},
            {"scenarios", "nom = 's'"},
            {"scenarios.lignes", "nom = 'L9'\nvitesse_kmh = 20\narrets = ['A', 'B']"}};
        const bool named = path == "scenarios.lignes" && place.tables.back().name != "service";
        const auto found = named ? needed.end() : needed.find(path);
        toml::table least = toml::parse(found == needed.end() ? "" : found->second);
        const bool file = std::any_of(table.inner.begin(), table.inner.end(),
                                      [](const KeyFacts& key) { return key.name == "fichier"; });
        // Streets of a scenario say where they are in one way.
        const bool streets = path == "scenarios.voies";
        const bool by_file = place.key.of_any_file || place.tables.back().of_any_file;
        if (file && (!streets || by_file)) least.insert("fichier", "donnees/couche.gpkg");
        if (streets && by_file) least.insert("nature", "footway");
        return least;
    }
    toml::table& table_of(const Place& place) {
        toml::table* at = &root_;
        std::string path;
        for (const KeyFacts& table : place.tables) {
            path += (path.empty() ? "" : ".") + table.name;
            if (table.type == KeyType::tables) {
                if (!at->contains(table.name))
                    at->insert(table.name, toml::array{least(path, table, place)});
                at = at->get(table.name)->as_array()->front().as_table();
                continue;
            }
            if (!at->contains(table.name)) at->insert(table.name, least(path, table, place));
            at = at->get(table.name)->as_table();
            if (table.type == KeyType::named) at = at->begin()->second.as_table();
        }
        return *at;
    }

    toml::table root_;
};

}  // namespace lisiere::tests
