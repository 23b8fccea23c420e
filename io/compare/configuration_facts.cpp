// SPDX-License-Identifier: Apache-2.0
#include "io/compare/configuration_facts.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

std::string text_of(const toml::node& node) {
    if (const auto text = node.value<std::string>(); text && node.is_string()) return *text;
    std::ostringstream out;
    node.visit([&](const auto& value) { out << value; });
    return out.str();
}

bool starts_path(const std::string& start, const std::string& key) {
    return key.starts_with(start) &&
           (key.size() == start.size() || key[start.size()] == '.' || key[start.size()] == '[');
}

class Facts {
  public:
    Facts(const toml::table& root, const ComparisonRules& rules) : root_(root), rules_(rules) {}

    ConfigurationFacts read() {
        facts_.language = root_["territoire"]["langue"].value_or(std::string("fr"));
        for (const auto& [key, node] : root_) {
            const std::string section(key.str());
            if (const toml::array* array = node.as_array();
                array != nullptr && !array->empty() && array->front().is_table()) {
                for (std::size_t i = 0; i < array->size(); ++i)
                    if (const toml::table* table = (*array)[i].as_table())
                        layer(section, fmt::format("{}[{}]", section, i), *table);
            } else if (const toml::table* table = node.as_table(); table != nullptr) {
                layer(section, section, *table);
            } else {
                leaf(section, section, node, {});
            }
        }
        return std::move(facts_);
    }

  private:
    void layer(const std::string& section, const std::string& path, const toml::table& table) {
        std::map<std::string, std::string> values;
        for (const auto& [key, node] : table)
            if (node.is_value()) values[std::string(key.str())] = text_of(node);
        walk(rules_.kind_of(section, values), path, table);
    }
    void walk(const std::string& kind, const std::string& path, const toml::table& table) {
        const std::string vintage = vintage_of(table);
        for (const auto& [key, node] : table) {
            const std::string at = path + "." + std::string(key.str());
            if (const toml::table* inner = node.as_table())
                walk(kind, at, *inner);
            else
                leaf(kind, at, node, vintage);
        }
    }
    void leaf(const std::string& kind, const std::string& path, const toml::node& node,
              const std::string& vintage) {
        // The content of a file is told by its hash; its name and that of its source move nothing.
        if (path.ends_with(".fichier"))
            facts_.files.push_back({kind, text_of(node), vintage});
        else if (!path.ends_with(".source") &&
                 std::none_of(rules_.without_effect.begin(), rules_.without_effect.end(),
                              [&](const std::string& start) { return starts_path(start, path); }))
            facts_.settings.push_back({path, text_of(node)});
    }
    std::string vintage_of(const toml::table& layer) const {
        const std::string source = layer["source"].value_or(std::string());
        return root_["sources"][source]["millesime"].value_or(std::string());
    }

    const toml::table& root_;
    const ComparisonRules& rules_;
    ConfigurationFacts facts_;
};

}  // namespace

ConfigurationFacts read_configuration_facts(const std::string& text, const std::string& where,
                                            const ComparisonRules& rules) {
    try {
        const toml::table root = toml::parse(text);
        return Facts(root, rules).read();
    } catch (const toml::parse_error& error) {
        throw InputError({where + ", configuration", std::string(error.description()),
                          "la configuration en TOML que lisiere run y a écrite",
                          "refaire l'édition (lisiere run --force)"});
    }
}

}  // namespace lisiere::io
