// SPDX-License-Identifier: Apache-2.0
#include "io/config/section.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

std::string kind_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return "une table";
        case toml::node_type::array:
            return "un tableau";
        case toml::node_type::string:
            return fmt::format("le texte \"{}\"", node.as_string()->get());
        case toml::node_type::integer:
            return fmt::format("l'entier {}", node.as_integer()->get());
        case toml::node_type::floating_point:
            return fmt::format("le nombre {}", node.as_floating_point()->get());
        case toml::node_type::boolean:
            return node.as_boolean()->get() ? "true" : "false";
        default:
            return "une date ou une heure";
    }
}

}  // namespace

Section::Section(const toml::table& table, std::string path, std::string file)
    : table_(&table), path_(std::move(path)), file_(std::move(file)) {}

const toml::node* Section::node(const std::string& key) {
    known_.push_back(key);
    return table_->get(key);
}

std::string Section::where(const std::string& key) const {
    const toml::node* at = table_->get(key);
    const auto line = at != nullptr ? at->source().begin.line : table_->source().begin.line;
    const std::string full = path_.empty() ? key : path_ + "." + key;
    return line > 0 ? fmt::format("{}, ligne {}, clé {}", file_, line, full)
                    : fmt::format("{}, clé {}", file_, full);
}

void Section::fail(const std::string& key, const std::string& found, const std::string& expected,
                   const std::string& advice) const {
    throw ConfigError({where(key), found, expected, advice});
}

std::optional<std::string> Section::text(const std::string& key) {
    const toml::node* at = node(key);
    if (at == nullptr) return std::nullopt;
    if (const auto* value = at->as_string()) return value->get();
    fail(key, kind_of(*at), "un texte entre guillemets");
}

std::string Section::required_text(const std::string& key, const std::string& what) {
    const auto value = text(key);
    if (!value || value->empty())
        fail(key, value ? "un texte vide" : "rien", what, "ajouter cette clé");
    return *value;
}

std::string Section::identifier(const std::string& key, const std::string& example) {
    const std::string id = required_text(key, fmt::format("un identifiant : \"{}\"", example));
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    constexpr std::size_t longest = 60;  // files and tables are named by it
    if (!std::all_of(id.begin(), id.end(), plain) || id.size() > longest)
        fail(key, fmt::format("\"{}\"", id),
             "des minuscules sans accent, des chiffres et _, 60 au plus : il nomme des colonnes ou "
             "une couche");
    return id;
}

std::optional<double> Section::number(const std::string& key, double least, double most) {
    const toml::node* at = node(key);
    if (at == nullptr) return std::nullopt;
    const auto value = at->value<double>();
    if (!at->is_number() || !value || !(*value >= least && *value <= most))
        fail(key, kind_of(*at), fmt::format("un nombre entre {} et {}", least, most));
    return *value;
}

std::optional<std::int64_t> Section::integer(const std::string& key, std::int64_t least,
                                             std::int64_t most) {
    const toml::node* at = node(key);
    if (at == nullptr) return std::nullopt;
    const auto* value = at->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most)
        fail(key, kind_of(*at), fmt::format("un entier entre {} et {}", least, most));
    return value->get();
}

std::optional<bool> Section::flag(const std::string& key) {
    const toml::node* at = node(key);
    if (at == nullptr) return std::nullopt;
    const auto* value = at->as_boolean();
    if (value == nullptr) fail(key, kind_of(*at), "true ou false");
    return value->get();
}

std::vector<std::string> Section::texts(const std::string& key) {
    const toml::node* at = node(key);
    std::vector<std::string> values;
    if (at == nullptr) return values;
    const auto* array = at->as_array();
    if (array == nullptr) fail(key, kind_of(*at), "un tableau de textes : [\"a\", \"b\"]");
    for (const toml::node& item : *array) {
        if (!item.is_string()) fail(key, kind_of(item), "un tableau de textes : [\"a\", \"b\"]");
        values.push_back(item.as_string()->get());
    }
    return values;
}

std::vector<double> Section::numbers(const std::string& key, double least, double most) {
    const toml::node* at = node(key);
    std::vector<double> values;
    if (at == nullptr) return values;
    const auto* array = at->as_array();
    if (array == nullptr) fail(key, kind_of(*at), "un tableau de nombres : [5, 10]");
    for (const toml::node& item : *array) {
        const auto value = item.value<double>();
        if (!item.is_number() || !value || !(*value >= least && *value <= most))
            fail(key, kind_of(item), fmt::format("des nombres entre {} et {}", least, most));
        values.push_back(*value);
    }
    return values;
}

std::map<std::string, std::string> Section::text_map(const std::string& key) {
    const toml::node* at = node(key);
    std::map<std::string, std::string> values;
    if (at == nullptr) return values;
    const auto* inner = at->as_table();
    if (inner == nullptr)
        fail(key, kind_of(*at), "une table : { notre_champ = \"champ du fichier\" }");
    for (const auto& [name, item] : *inner) {
        if (!item.is_string()) fail(key, kind_of(item), "le nom d'un champ entre guillemets");
        values.emplace(name.str(), item.as_string()->get());
    }
    return values;
}

std::map<std::string, double> Section::number_map(const std::string& key, double least,
                                                  double most) {
    const toml::node* at = node(key);
    std::map<std::string, double> values;
    if (at == nullptr) return values;
    const auto* inner = at->as_table();
    if (inner == nullptr) fail(key, kind_of(*at), "une table : { nom = 1.0 }");
    for (const auto& [name, item] : *inner) {
        const auto value = item.value<double>();
        if (!item.is_number() || !value || !(*value >= least && *value <= most))
            fail(key, kind_of(item), fmt::format("des nombres entre {} et {}", least, most));
        values.emplace(name.str(), *value);
    }
    return values;
}

std::optional<std::string> Section::choice(const std::string& key,
                                           const std::vector<std::string>& choices) {
    const auto value = text(key);
    if (!value || std::find(choices.begin(), choices.end(), *value) != choices.end()) return value;
    const std::string near = nearest_name(*value, choices);
    fail(key, fmt::format("\"{}\"", *value), fmt::format("un de : {}", fmt::join(choices, ", ")),
         near.empty() ? "" : fmt::format("\"{}\" ?", near));
}

std::optional<Section> Section::table(const std::string& key) {
    const toml::node* at = node(key);
    if (at == nullptr) return std::nullopt;
    if (!at->is_table()) fail(key, kind_of(*at), fmt::format("une table : [{}]", key));
    return Section(*at->as_table(), path_.empty() ? key : path_ + "." + key, file_);
}

std::vector<Section> Section::tables(const std::string& key) {
    const toml::node* at = node(key);
    std::vector<Section> sections;
    if (at == nullptr) return sections;
    const auto* array = at->as_array();
    if (array == nullptr)
        fail(key, kind_of(*at), fmt::format("un tableau de tables : [[{}]]", key),
             "doubler les crochets");
    for (std::size_t i = 0; i < array->size(); ++i) {
        const auto* inner = array->get(i)->as_table();
        if (inner == nullptr)
            fail(key, kind_of(*array->get(i)), fmt::format("un tableau de tables : [[{}]]", key));
        sections.emplace_back(
            *inner, fmt::format("{}{}[{}]", path_.empty() ? "" : path_ + ".", key, i), file_);
    }
    return sections;
}

std::vector<std::pair<std::string, Section>> Section::named_tables(const std::string& key) {
    const toml::node* at = node(key);
    std::vector<std::pair<std::string, Section>> sections;
    if (at == nullptr) return sections;
    if (!at->is_table()) fail(key, kind_of(*at), fmt::format("des tables nommées : [{}.nom]", key));
    for (const auto& [name, item] : *at->as_table()) {
        if (!item.is_table())
            fail(key, kind_of(item), fmt::format("des tables nommées : [{}.nom]", key));
        sections.emplace_back(
            name.str(), Section(*item.as_table(), fmt::format("{}.{}", key, name.str()), file_));
    }
    return sections;
}

void Section::finish() const {
    for (const auto& [key, item] : *table_) {
        const std::string name(key.str());
        if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        const std::string near = nearest_name(name, known_);
        fail(name, "une clé inconnue", fmt::format("une de : {}", fmt::join(known_, ", ")),
             near.empty() ? "" : fmt::format("\"{}\" ?", near));
    }
}

}  // namespace lisiere::io
