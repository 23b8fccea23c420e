// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// One table of the configuration, read key by key. Private to io/config. Every read marks its key
/// as known; `finish()` refuses the others with the nearest known key. Errors name file, line and
/// key.
class Section {
  public:
    Section(const toml::table& table, std::string path, std::string file);

    std::optional<std::string> text(const std::string& key);
    std::string required_text(const std::string& key, const std::string& what);
    /// Lower case letters, digits and _: what names columns and layers.
    std::string identifier(const std::string& key, const std::string& example);
    std::optional<double> number(const std::string& key, double least, double most);
    std::optional<std::int64_t> integer(const std::string& key, std::int64_t least,
                                        std::int64_t most);
    std::optional<bool> flag(const std::string& key);
    std::vector<std::string> texts(const std::string& key);
    std::vector<double> numbers(const std::string& key, double least, double most);
    std::map<std::string, std::string> text_map(const std::string& key);
    std::map<std::string, double> number_map(const std::string& key, double least, double most);
    /// The value must be one of `choices`.
    std::optional<std::string> choice(const std::string& key,
                                      const std::vector<std::string>& choices);
    /// A sub-table, or the tables of an array of tables ([[key]]).
    std::optional<Section> table(const std::string& key);
    std::vector<Section> tables(const std::string& key);
    std::vector<std::pair<std::string, Section>> named_tables(const std::string& key);

    void finish() const;
    [[noreturn]] void fail(const std::string& key, const std::string& found,
                           const std::string& expected, const std::string& advice = {}) const;
    const std::string& path() const { return path_; }
    bool has(const std::string& key) const { return table_->contains(key); }
    bool has_table(const std::string& key) const { return (*table_)[key].is_table(); }

  private:
    const toml::node* node(const std::string& key);
    std::string where(const std::string& key) const;

    const toml::table* table_;
    std::string path_;
    std::string file_;
    std::vector<std::string> known_;
};

}  // namespace lisiere::io
