// SPDX-License-Identifier: Apache-2.0
#include "io/config/scenario_text.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string_view>

#include "io/base/shallow_keys.hpp"
#include "io/config/scenario_keys.hpp"
#include "io/config/section.hpp"
#include "io/config/toml_text.hpp"

namespace lisiere::io {
namespace {

/// As one writes a change by hand: what is done, where, of what kind.
constexpr std::array<std::string_view, 14> first_keys{
    "nom", "titre",  "description", "action", "ligne",     "fichier", "trace",
    "id",  "nature", "pont",        "niveau", "categorie", "lon",     "lat"};

std::size_t turn_of(std::string_view key) {
    return static_cast<std::size_t>(std::find(first_keys.begin(), first_keys.end(), key) -
                                    first_keys.begin());
}

/// The values of a table, a line each; not the arrays of tables in it.
void write_lines(std::ostringstream& out, const toml::table& table) {
    std::vector<std::string_view> keys;
    for (const auto& [key, value] : table)
        if (!value.is_array_of_tables() || key.str() == "service") keys.push_back(key.str());
    std::stable_sort(keys.begin(), keys.end(), [](std::string_view a, std::string_view b) {
        return turn_of(a) < turn_of(b);
    });
    for (const std::string_view key : keys) {
        out << key << " = ";
        table.get(key)->visit([&out](const auto& value) {
            if constexpr (toml::is_array<decltype(value)>) {
                out << '[';
                bool first = true;
                for (const toml::node& one : value) {
                    if (!first) out << ", ";
                    first = false;
                    one.visit([&out](const auto& node) { out << node; });
                }
                out << ']';
            } else {
                out << value;
            }
        });
        out << '\n';
    }
}

/// Of a text, where the lines of one of its scenarios begin and end.
struct Block {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Where a line starts; lines are counted from 1.
std::size_t start_of(const std::string& text, std::size_t line) {
    std::size_t at = 0;
    for (std::size_t i = 1; i < line && at != text.npos; ++i) {
        at = text.find('\n', at);
        if (at != text.npos) ++at;
    }
    return std::min(at, text.size());
}

/// The lines of the scenario of that name, what is written by `comment` above it included; the
/// comments above the next one are its own.
std::optional<Block> block_of(const std::string& text, const std::string& name,
                              std::string_view comment) {
    const toml::table table = parse_toml(text, "");
    const toml::array* scenarios = table["scenarios"].as_array();
    if (scenarios == nullptr) return std::nullopt;
    for (std::size_t i = 0; i < scenarios->size(); ++i) {
        const toml::table& own = *scenarios->get(i)->as_table();
        if (own["nom"].value<std::string>() != name) continue;
        Block block{start_of(text, own.source().begin.line), text.size()};
        if (i + 1 < scenarios->size())
            block.end = start_of(text, scenarios->get(i + 1)->source().begin.line);
        const auto line_before = [&](std::size_t at) {
            return at == 0 ? 0 : text.rfind('\n', at - 2) + 1;  // npos + 1 is 0
        };
        while (block.end > block.begin && i + 1 < scenarios->size()) {
            const std::size_t above = line_before(block.end);
            if (above <= block.begin || text[above] != '#') break;
            block.end = above;
        }
        const std::size_t above = line_before(block.begin);
        if (above < block.begin && text.compare(above, comment.size(), comment) == 0)
            block.begin = above;
        return block;
    }
    return std::nullopt;
}

}  // namespace

std::vector<ScenarioSpec> parse_scenarios(const std::string& text, const std::string& where,
                                          const std::filesystem::path& folder) {
    require_shallow_keys(text, where);
    const toml::table table = parse_toml(text, where);
    Section root(table, "", where);
    const std::filesystem::path beside = folder / "scenarios.toml";
    RunConfig config;
    read_keys(root, {beside, config.sources}, {scenario_tables()}, config);
    root.finish();
    return std::move(config.scenarios);
}

std::string to_toml(const ScenarioSpec& scenario) {
    toml::table own = written(scenario_keys(), scenario);
    if (scenario.description.empty()) own.erase("description");
    std::ostringstream out;
    out << "[[scenarios]]\n";
    write_lines(out, own);
    for (const char* changes : {"voies", "equipements", "lignes"})
        if (toml::array* tables = own[changes].as_array())
            for (toml::node& change : *tables) {
                toml::table& one = *change.as_table();
                if (toml::array* services = one["service"].as_array())
                    for (toml::node& service : *services) service.as_table()->is_inline(true);
                out << "\n[[scenarios." << changes << "]]\n";
                write_lines(out, one);
            }
    return out.str();
}

std::filesystem::path kept_scenarios_file(const std::filesystem::path& configuration) {
    std::filesystem::path file = configuration;
    return file.replace_extension(".scenarios.toml");
}

std::string scenarios_with(const std::string& text, const ScenarioSpec& scenario,
                           const std::string& comment) {
    constexpr std::string_view mark = "# Enregistré par l'atelier";
    const std::string own = mark.data() + comment + "\n" + to_toml(scenario);
    if (const auto block = block_of(text, scenario.name, mark))
        return text.substr(0, block->begin) + own + (block->end < text.size() ? "\n" : "") +
               text.substr(block->end);
    const bool apart = !text.empty();
    return text + (apart && !text.ends_with('\n') ? "\n" : "") + (apart ? "\n" : "") + own;
}

}  // namespace lisiere::io
