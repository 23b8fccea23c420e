// SPDX-License-Identifier: Apache-2.0
#include "io/init/signature.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io::init {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> texts(const toml::node_view<const toml::node> list) {
    std::vector<std::string> values;
    if (const toml::array* array = list.as_array())
        for (const toml::node& node : *array) values.push_back(node.value_or(std::string()));
    return values;
}

std::regex pattern(const std::string& text) {
    return std::regex(text, std::regex::icase | std::regex::optimize);
}

/// "voirie.csv:nature" → the words of that column of geodata/reference.
std::set<std::string> words_of(const std::string& place) {
    const std::size_t colon = place.find(':');
    const fs::path file = data_folder() / "geodata" / "reference" / place.substr(0, colon);
    const CsvTable table = read_csv_table(file.string());
    const std::size_t column = table.require(place.substr(colon + 1));
    std::set<std::string> words;
    for (const auto& row : table.rows) words.insert(row[column]);
    return words;
}

Signature signature_of(const toml::table& entry, const std::string& schema) {
    Signature made;
    made.schema = schema;
    made.id = entry["id"].value_or(std::string());
    made.title = entry["titre"].value_or(std::string());
    made.section = entry["couche"].value_or(std::string());
    made.order = entry["ordre"].value_or(0);
    made.geometries = texts(entry["geometrie"]);
    made.required = texts(entry["requis"]);
    if (const toml::array* groups = entry["l_un_de"].as_array())
        for (const toml::node& group : *groups)
            made.one_of.push_back(texts(toml::node_view<const toml::node>(group)));
    made.among = texts(entry["parmi"]);
    made.at_least = static_cast<std::size_t>(entry["au_moins"].value_or(0));
    if (const toml::table* values = entry["valeurs"].as_table())
        for (const auto& [field, text] : *values)
            made.values.emplace(std::string(field.str()), pattern(text.value_or(std::string())));
    if (const toml::table* known = entry["connues"].as_table())
        for (const auto& [field, place] : *known)
            made.known.emplace(std::string(field.str()), words_of(place.value_or(std::string())));
    made.by_values = entry["par_valeurs"].value_or(false);
    made.least_side_m = entry["cote_median_m"].value_or(0.0);
    made.unique = texts(entry["uniques"]);
    for (const std::string& column : texts(entry["colonnes"]))
        made.columns.push_back(pattern(column));
    made.figures = entry["chiffres"].value_or(false);
    if (const toml::table* also = entry["aussi"].as_table())
        for (const auto& [field, names] : *also)
            made.also.emplace(std::string(field.str()),
                              texts(toml::node_view<const toml::node>(names)));
    if (const toml::table* keys = entry["cles"].as_table())
        for (const auto& [key, value] : *keys)
            made.keys.emplace_back(std::string(key.str()), value.value_or(std::string()));
    made.proposal = entry["proposee"].value_or(std::string());
    return made;
}

/// Every field that a signature names is one of the schema's, or one of its own.
void require_fields(const Signature& made, const Schema& schema, const fs::path& file) {
    std::set<std::string> names{"geometrie"};
    for (const SchemaField& field : schema.fields()) names.insert(field.name);
    for (const auto& [name, columns] : made.also) names.insert(name);
    std::vector<std::string> asked = made.required;
    asked.insert(asked.end(), made.among.begin(), made.among.end());
    asked.insert(asked.end(), made.unique.begin(), made.unique.end());
    for (const auto& group : made.one_of) asked.insert(asked.end(), group.begin(), group.end());
    for (const auto& [name, regex] : made.values) asked.push_back(name);
    for (const auto& [name, words] : made.known) asked.push_back(name);
    for (const std::string& name : asked)
        if (!names.contains(name))
            throw InputError({fmt::format("{}, reconnaissance {}", file.string(), made.id),
                              fmt::format("le champ « {} »", name), "un champ de ce schéma",
                              "corriger [[reconnaissance]]"});
}

}  // namespace

std::vector<Kind> read_kinds() {
    const fs::path folder = data_folder() / "geodata" / "schemas";
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Kind> kinds;
    for (const fs::path& file : files) {
        const std::string name = file.stem().string();
        Kind& kind = kinds.emplace_back(Kind{read_schema(name), {}});
        try {
            const toml::table table = toml::parse(read_text(file), file.string());
            if (const toml::array* list = table["reconnaissance"].as_array())
                for (const toml::node& node : *list) {
                    kind.signatures.push_back(signature_of(*node.as_table(), name));
                    require_fields(kind.signatures.back(), kind.schema, file);
                }
        } catch (const std::regex_error& error) {
            throw InputError({file.string(), error.what(), "des expressions régulières",
                              "corriger [[reconnaissance]]"});
        }
    }
    return kinds;
}

}  // namespace lisiere::io::init
