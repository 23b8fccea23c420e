// SPDX-License-Identifier: Apache-2.0
#include "io/style/style_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/input_kind.hpp"
#include "io/base/shallow_keys.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

void StyleReader::fail(const std::string& key, const std::string& found,
                       const std::string& expected) const {
    throw ConfigError({where_ + ", clé " + key, found, expected, "corriger ce fichier de styles"});
}

std::string StyleReader::text(const std::string& key) {
    const auto value = node(key).value<std::string>();
    if (!value) fail(key, "absente ou d'un autre type", "un texte");
    return *value;
}

double StyleReader::number(const std::string& key) {
    const auto value = node(key).value<double>();
    if (!value) fail(key, "absente ou d'un autre type", "un nombre");
    return *value;
}

StyleValue StyleReader::value(const std::string& key) {
    const auto found = node(key);
    if (found.is_boolean()) return *found.value<bool>();
    if (found.is_integer()) return *found.value<std::int64_t>();
    return text(key);
}

template <class T>
std::vector<T> StyleReader::list(const std::string& key) {
    std::vector<T> out;
    const toml::array* array = node(key).as_array();
    if (array == nullptr) fail(key, "absente ou d'un autre type", "une liste");
    for (const toml::node& item : *array) {
        const auto one = item.value<T>();
        if (!one) fail(key, "un élément d'un autre type", "une liste homogène");
        out.push_back(*one);
    }
    return out;
}

std::vector<std::string> StyleReader::texts(const std::string& key) {
    return list<std::string>(key);
}

std::vector<double> StyleReader::numbers(const std::string& key) {
    return list<double>(key);
}

StyleReader StyleReader::table(const std::string& key) {
    const toml::table* inner = node(key).as_table();
    if (inner == nullptr) fail(key, "absente ou d'un autre type", "une table");
    return {*inner, where_ + ", " + key};
}

std::vector<StyleReader> StyleReader::tables(const std::string& key) {
    std::vector<StyleReader> out;
    const toml::array* array = node(key).as_array();
    if (array == nullptr) return out;
    for (std::size_t i = 0; i < array->size(); ++i) {
        const toml::table* inner = array->get(i)->as_table();
        if (inner == nullptr)
            fail(key, "un élément qui n'est pas une table", "des tables [[" + key + "]]");
        out.emplace_back(*inner, fmt::format("{}, {} n° {}", where_, key, i + 1));
    }
    return out;
}

std::vector<std::string> StyleReader::keys() const {
    std::vector<std::string> out;
    for (const auto& [key, unused] : *table_) out.emplace_back(key.str());
    return out;
}

void StyleReader::finish() const {
    for (const std::string& key : keys())
        if (known_.count(key) == 0) {
            const std::vector<std::string> names(known_.begin(), known_.end());
            const std::string near = nearest_name(key, names);
            fail(key, "clé inconnue",
                 near.empty() ? "une clé de styles/README.md" : "« " + near + " » ?");
        }
}

toml::table parse_style(const fs::path& path) {
    try {
        const std::string text = read_small_text(path);
        require_shallow_keys(text, path.string());
        return toml::parse(text, path.string());
    } catch (const toml::parse_error& error) {
        throw ConfigError({fmt::format("{}, ligne {}", path.string(), error.source().begin.line),
                           std::string(error.description()), "du TOML",
                           "corriger ce fichier de styles"});
    }
}

Colour Palette::colour(const StyleReader& reader, const std::string& key,
                       const std::string& name) const {
    const auto found = colours.find(name);
    if (found == colours.end())
        reader.fail(key, "couleur « " + name + " »", "une couleur de palette.toml");
    return found->second;
}

namespace {

Colour checked(const StyleReader& reader, const std::string& key, const std::string& text) {
    const bool good = text.size() == 7 && text[0] == '#' &&
                      text.find_first_not_of("0123456789abcdef", 1) == std::string::npos;
    if (!good) reader.fail(key, "« " + text + " »", "#rrggbb en chiffres hexadécimaux minuscules");
    return text;
}

}  // namespace

void read_colours(StyleReader& colours, Palette& palette) {
    for (const std::string& key : colours.keys())
        palette.colours[key] = checked(colours, key, colours.text(key));
}

Palette read_palette(const fs::path& path) {
    const toml::table file = parse_style(path);
    StyleReader root(file, path.string());
    Palette palette;
    StyleReader colours = root.table("couleurs");
    read_colours(colours, palette);
    StyleReader ramps = root.table("suites");
    for (const std::string& key : ramps.keys())
        for (const std::string& text : ramps.texts(key))
            palette.ramps[key].push_back(checked(ramps, key, text));
    if (root.has("divergentes")) {
        StyleReader diverging = root.table("divergentes");
        for (const std::string& key : diverging.keys()) {
            palette.diverging.insert(key);
            for (const std::string& text : diverging.texts(key))
                palette.ramps[key].push_back(checked(diverging, key, text));
        }
    }
    root.finish();
    return palette;
}

}  // namespace lisiere::io
