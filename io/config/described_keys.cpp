// SPDX-License-Identifier: Apache-2.0
#include "io/config/described_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/config/config_keys.hpp"
#include "io/config/key_words.hpp"

namespace lisiere::io {
namespace {

constexpr double beyond_any = 1e12;  ///< a bound that nobody reaches is not told

/// geodata/schemas/cles_valeurs.csv: what a value may be, in words.
std::map<std::string, std::string> value_words(const std::string& language) {
    const CsvTable table =
        read_csv_table((data_folder() / "geodata" / "schemas" / "cles_valeurs.csv").string());
    std::map<std::string, std::string> words;
    for (const auto& row : table.rows)
        words[row[table.require("id")]] = row[table.require(language)];
    return words;
}

const char* word_of(KeyType type) {
    switch (type) {
        case KeyType::text:
            return "texte";
        case KeyType::number:
            return "nombre";
        case KeyType::integer:
            return "entier";
        case KeyType::flag:
            return "booleen";
        case KeyType::texts:
            return "textes";
        case KeyType::numbers:
            return "nombres";
        case KeyType::integers:
            return "entiers";
        case KeyType::text_map:
            return "table_textes";
        case KeyType::number_map:
            return "table_nombres";
        case KeyType::date:
            return "date";
        case KeyType::clock:
            return "heure";
        case KeyType::file:
            return "chemin";
        case KeyType::words:
            return "titre";
        case KeyType::table:
        case KeyType::tables:
        case KeyType::named:
            break;
    }
    return "table";
}

bool is_table(const KeyFacts& key) {
    return key.type == KeyType::table || key.type == KeyType::tables || key.type == KeyType::named;
}

class Describer {
  public:
    explicit Describer(const std::string& language)
        : values_(value_words(language)), words_(key_words(language)) {}

    KeysReference reference() {
        for (const KeyFacts& key : config_keys()) describe(key, key.name);
        KeysReference page{
            values_.at("page_titre"), values_.at("page_texte"), {}, std::move(tables_)};
        for (const char* column :
             {"page_cle", "page_valeur", "page_defaut", "page_sens", "page_exemple"})
            page.columns.push_back(values_.at(column));
        return page;
    }

  private:
    static bool reads_a_file(const KeyFacts& table) {
        return std::any_of(table.inner.begin(), table.inner.end(),
                           [](const KeyFacts& key) { return key.of_any_file; });
    }
    static std::string heading(const KeyFacts& table, const std::string& path) {
        if (path.starts_with("*.")) return table.name + " = { … }";
        if (table.type == KeyType::named) return fmt::format("[{}.ID]", path);
        return table.type == KeyType::tables ? "[[" + path + "]]" : "[" + path + "]";
    }

    const KeyWords& words(const std::string& path) const {
        const auto found = words_.find(path);
        if (found == words_.end())
            throw InputError({"geodata/schemas/cles.csv", fmt::format("rien pour {}", path),
                              "une ligne par clé", "écrire ce que la clé veut dire"});
        return found->second;
    }

    /// "nombre, de 1 à 240, en min"
    std::string value(const KeyFacts& key) const {
        std::string text;
        if (key.choices.empty()) {
            text = values_.at(word_of(key.type));
        } else {
            const bool quoted = key.type != KeyType::integer;
            if (key.type == KeyType::texts)
                text = values_.at(word_of(key.type)) + values_.at("parmi");
            for (std::size_t i = 0; i < key.choices.size(); ++i) {
                if (i > 0) text += i + 1 == key.choices.size() ? values_.at("ou") : ", ";
                text += quoted ? "\"" + key.choices[i] + "\"" : key.choices[i];
            }
        }
        if (key.least && key.most && std::abs(*key.most) < beyond_any)
            text += fmt::format(fmt::runtime(values_.at("bornes")), *key.least, *key.most);
        else if (key.least && *key.least > -beyond_any)
            text += fmt::format(fmt::runtime(values_.at("au_moins")), *key.least);
        if (!key.unit.empty()) text += fmt::format(fmt::runtime(values_.at("unite")), key.unit);
        if (key.required) text += values_.at("obligatoire");
        return text;
    }

    DescribedKey described(const KeyFacts& key, const std::string& path) const {
        const KeyWords& said = words(path);
        DescribedKey one{key.name, value(key), said.fallback, said.meaning, ""};
        if (one.fallback.empty() && !key.required) one.fallback = key.fallback;
        if (!key.of_edition && !aside_) one.meaning += values_.at("hors_edition");
        std::string beside = said.with;
        for (std::size_t at = beside.find(" | "); at != std::string::npos;
             at = beside.find(" | ", at))
            beside.replace(at, 3, "\n");
        one.example = beside + (beside.empty() ? "" : "\n") + key.name + " = " + said.example;
        return one;
    }

    void describe(const KeyFacts& table, const std::string& path) {
        const bool file = reads_a_file(table);
        if (file && !told_files_) tell_files(table);
        std::string meaning = words(path).meaning;
        if (!table.of_edition && !aside_) meaning += values_.at("hors_edition");
        meaning += '.';
        const bool alone = std::all_of(table.inner.begin(), table.inner.end(),
                                       [](const KeyFacts& key) { return key.of_any_file; });
        if (file && alone) meaning += " " + values_.at("couche_seule");
        tables_.push_back({heading(table, path), meaning, {}});
        const bool before = std::exchange(aside_, aside_ || !table.of_edition);
        add(table, path, false);
        aside_ = before;
    }
    void tell_files(const KeyFacts& table) {
        told_files_ = true;
        tables_.push_back({values_.at("toute_couche"), values_.at("toute_couche_sens"), {}});
        add(table, "*", true);
    }
    /// The keys of a table, then the tables in it.
    void add(const KeyFacts& table, const std::string& path, bool of_any_file) {
        const std::size_t at = tables_.size() - 1;
        std::vector<const KeyFacts*> within;
        for (const KeyFacts& key : table.inner) {
            if (key.of_any_file != of_any_file) continue;
            const bool of_own_keys = is_table(key) && !reads_a_file(key);
            if (of_own_keys || key.type == KeyType::tables)
                within.push_back(&key);
            else
                tables_[at].keys.push_back(described(key, path + "." + key.name));
        }
        for (const KeyFacts* key : within) describe(*key, path + "." + key->name);
    }

    std::map<std::string, std::string> values_;
    std::map<std::string, KeyWords> words_;
    std::vector<DescribedTable> tables_;
    bool told_files_ = false;
    bool aside_ = false;  ///< in a table of which it is said already
};

}  // namespace

KeysReference keys_reference(const std::string& language) {
    return Describer(language).reference();
}

}  // namespace lisiere::io
