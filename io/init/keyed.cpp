// SPDX-License-Identifier: Apache-2.0
#include "io/init/keyed.hpp"

#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/init/toml_words.hpp"

namespace lisiere::io::init {
namespace {

/// Distinct values of a column among the sampled rows, in order.
std::set<std::string> values_of(const LayerSample& layer, std::size_t column) {
    std::set<std::string> values;
    for (const auto& row : layer.rows)
        if (!row[column].empty()) values.insert(row[column]);
    return values;
}

std::string filter(const std::string& column, const std::set<std::string>& values) {
    std::vector<std::string> words;
    for (const std::string& value : values) words.push_back(toml_text(value));
    return fmt::format("{{ champ = {}, valeurs = {} }}", toml_text(column), toml_list(words));
}

Item item_of(const Item& layer, const char* section, const std::string& title,
             const std::string& column, const std::set<std::string>& values) {
    Item item = layer;
    item.section = section;
    item.title = title;
    item.evidence = fmt::format("colonne {} : {}", column, fmt::join(values, ", "));
    item.fate = Fate::taken;
    item.reason.clear();
    item.fit.reset();
    item.entry = nullptr;
    item.keys.clear();
    item.remarks.clear();
    return item;
}

void add_barriers(const Item& layer, std::size_t column, const std::vector<BarrierRule>& rules,
                  std::vector<Item>& items) {
    const std::string& name = layer.layer.info.columns[column].name;
    const bool lines = layer.layer.info.geometry == "lignes";
    const std::set<std::string> values = values_of(layer.layer, column);
    std::map<street::BarrierKind, std::set<std::string>> found;
    for (const BarrierRule& rule : rules)
        if (rule.key == name && rule.rim != lines && values.contains(rule.value))
            found[rule.kind].insert(rule.value);
    for (const auto& [kind, words] : found) {
        Item item = item_of(layer, "coupures", "coupures", name, words);
        item.keys = {{"type", toml_text("vecteur")},
                     {"nature", toml_text(to_text(kind))},
                     {"filtre", filter(name, words)}};
        items.push_back(std::move(item));
    }
}

void add_facilities(const Item& layer, std::size_t column, const Categories& categories,
                    std::vector<Item>& items) {
    const std::string& name = layer.layer.info.columns[column].name;
    std::map<access::CategoryIdx, std::set<std::string>> found;
    for (const std::string& value : values_of(layer.layer, column))
        for (const access::CategoryIdx category : categories.of_osm(
                 [&](const char* key) { return name == key ? value.c_str() : nullptr; }))
            found[category].insert(value);
    for (const auto& [category, words] : found) {
        Item item = item_of(layer, "equipements", categories.list()[category].label, name, words);
        item.keys = {{"type", toml_text("points")},
                     {"categorie", toml_text(categories.list()[category].id)},
                     {"filtre", filter(name, words)}};
        items.push_back(std::move(item));
    }
}

}  // namespace

std::vector<Item> keyed_items(const Item& layer, const Categories& categories,
                              const std::vector<BarrierRule>& barriers) {
    std::vector<Item> items;
    const std::string& geometry = layer.layer.info.geometry;
    for (std::size_t column = 0; column < layer.layer.info.columns.size(); ++column) {
        if (geometry == "lignes" || geometry == "polygones")
            add_barriers(layer, column, barriers, items);
        if (geometry == "points" || geometry == "polygones")
            add_facilities(layer, column, categories, items);
    }
    return items;
}

}  // namespace lisiere::io::init
