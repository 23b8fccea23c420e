// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "io/style/style.hpp"

namespace lisiere::io {

/// One TOML table of styles/, read key by key; the keys that nobody asked for are refused. Private
/// to io/style.
class StyleReader {
  public:
    StyleReader(const toml::table& table, std::string where)
        : table_(&table), where_(std::move(where)) {}

    [[noreturn]] void fail(const std::string& key, const std::string& found,
                           const std::string& expected) const;
    std::string text(const std::string& key);
    std::string text_or(const std::string& key, const std::string& other) {
        return has(key) ? text(key) : other;
    }
    double number(const std::string& key);
    double number_or(const std::string& key, double other) {
        return has(key) ? number(key) : other;
    }
    bool flag(const std::string& key) {
        return has(key) && node(key).value<bool>().value_or(false);
    }
    StyleValue value(const std::string& key);
    std::vector<std::string> texts(const std::string& key);
    std::vector<double> numbers(const std::string& key);
    StyleReader table(const std::string& key);
    std::vector<StyleReader> tables(const std::string& key);
    StyleText words() { return {text("fr"), text("en")}; }
    bool has(const std::string& key) const { return table_->contains(key); }
    std::vector<std::string> keys() const;
    void finish() const;

  private:
    toml::node_view<const toml::node> node(const std::string& key) {
        known_.insert(key);
        return (*table_)[key];
    }
    template <class T>
    std::vector<T> list(const std::string& key);
    const toml::table* table_;
    std::string where_;
    std::set<std::string> known_;
};

/// A file of styles/. ConfigError with its line when it is no TOML.
toml::table parse_style(const std::filesystem::path& path);

/// styles/palette.toml.
struct Palette {
    std::map<std::string, Colour> colours;
    std::map<std::string, std::vector<Colour>> ramps;
    std::set<std::string> diverging;  ///< those of `ramps` that are light in the middle

    /// ConfigError of the reader's key for a name that is not in the palette.
    Colour colour(const StyleReader& reader, const std::string& key, const std::string& name) const;
};

Palette read_palette(const std::filesystem::path& path);

/// Adds the colours of a table to the palette; ConfigError for what is no "#rrggbb".
void read_colours(StyleReader& colours, Palette& palette);

/// How a layer is drawn, into a style that has its title already: every key of a layer but those
/// that name it and tell its tip.
void read_drawing(StyleReader& root, const Palette& palette, LayerStyle& style);

}  // namespace lisiere::io
