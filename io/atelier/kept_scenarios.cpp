// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/kept_scenarios.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <chrono>
#include <map>
#include <sstream>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "io/base/durable.hpp"
#include "io/base/file_lock.hpp"
#include "io/base/files.hpp"
#include "io/config/scenario_text.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// Of the comment above a scenario, what it was drawn on; empty where nobody says it.
std::string edition_told(std::string_view line) {
    constexpr std::string_view before = ", sur ";
    const std::size_t at = line.find(before);
    if (!line.starts_with('#') || at == line.npos) return {};
    std::string_view edition = line.substr(at + before.size());
    if (edition.ends_with('.')) edition.remove_suffix(1);
    return std::string(edition);
}

/// Of a text of `[[scenarios]]`, by name, what each was drawn on.
std::map<std::string, std::string> editions_in(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    std::map<std::string, std::string> editions;
    const toml::table table = toml::parse(text);
    if (const toml::array* list = table["scenarios"].as_array())
        for (const toml::node& one : *list) {
            const auto name = (*one.as_table())["nom"].value<std::string>();
            const std::size_t line = one.source().begin.line;  // counted from 1
            if (name && line >= 2) editions[*name] = edition_told(lines[line - 2]);
        }
    return editions;
}

Json about(const ScenarioSpec& scenario, bool kept, const std::string& edition) {
    const std::string text = to_toml(scenario);
    const toml::table table = toml::parse(text);
    std::ostringstream json;
    json << toml::json_formatter(*table["scenarios"].as_array()->front().as_table());
    return {{"nom", scenario.name},
            {"titre", scenario.title},
            {"garde", kept},
            {"edition", edition.empty() ? Json() : Json(edition)},
            {"empreinte", sha256_of_text(text)},
            {"scenario", Json::parse(json.str())}};
}

std::string text_at(const fs::path& file) {
    return fs::exists(file) ? read_text(file) : std::string();
}

/// Held while the file is read, changed and put in its place.
FileLock lock_of(const fs::path& file) {
    constexpr int tries = 10;  // of a tenth of a second: others wait meanwhile
    const fs::path lock = file.parent_path() / ("." + file.filename().string() + ".verrou");
    for (int i = 0; i < tries; ++i) {
        if (auto held = FileLock::take(lock, FileLock::Kind::alone)) return std::move(*held);
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    throw OutputError({file.string(), "un fichier que tient " + FileLock::holder(lock),
                       "un fichier libre", "réessayer dans un moment"});
}

}  // namespace

KeptScenarios::KeptScenarios(fs::path configuration, std::string made_on)
    : configuration_(std::move(configuration)), made_on_(std::move(made_on)) {}

Json KeptScenarios::all() const {
    const fs::path file = kept_scenarios_file(configuration_);
    std::map<std::string, std::string> kept;  ///< by name: what it was drawn on
    if (fs::exists(file)) {
        const std::string text = read_text(file);
        kept = editions_in(text);
        for (const ScenarioSpec& scenario :
             parse_scenarios(text, file.string(), file.parent_path()))
            kept.try_emplace(scenario.name);
    }
    Json list = Json::array();
    for (const ScenarioSpec& scenario : read_config(configuration_).scenarios) {
        const auto own = kept.find(scenario.name);
        list.push_back(
            about(scenario, own != kept.end(), own == kept.end() ? std::string() : own->second));
    }
    return list;
}

KeptScenarios::Outcome KeptScenarios::keep(const ScenarioSpec& scenario,
                                           const std::optional<std::string>& replaces) const {
    const fs::path file = kept_scenarios_file(configuration_);
    const FileLock held = lock_of(file);
    for (const Json& existing : all())
        if (existing.at("nom") == scenario.name &&
            !(existing.at("garde") == true && replaces == existing.at("empreinte")))
            return {false, existing};
    const fs::path half = file.parent_path() / ("." + file.filename().string() + ".en-cours");
    write_text(half, scenarios_with(text_at(file), scenario, ", sur " + made_on_ + "."));
    sync_path(half);  // a power cut must not leave less than there was
    fs::rename(half, file);
    sync_path(file.parent_path());
    return {true, nullptr};
}

}  // namespace lisiere::io
