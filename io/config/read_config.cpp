// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/base/input_kind.hpp"
#include "io/base/memory_size.hpp"
#include "io/base/shallow_keys.hpp"
#include "io/config/memory_ceiling.hpp"
#include "io/config/parse_config.hpp"
#include "io/config/refreshed_territory.hpp"
#include "io/config/root_keys.hpp"
#include "io/config/run_config.hpp"
#include "io/config/scenario_text.hpp"
#include "io/config/toml_text.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::string read_file(const fs::path& file) {
    try {
        std::string text = read_small_text(file);
        require_shallow_keys(text, file.string());
        return text;
    } catch (const InputError& error) {
        throw ConfigError(error.trouble());  // the configuration itself: exit code 2
    }
}

/// A method is of a source, and divides by what is declared.
void check_methods(const RunConfig& config) {
    const std::string where = config.file.string();
    std::map<std::string, census::ApportionMethod> method_of;
    for (const CensusSpec& spec : config.census) {
        if (spec.method &&
            method_of.try_emplace(spec.source, *spec.method).first->second != *spec.method)
            throw ConfigError({fmt::format("{}, clé {}.methode", where, spec.key),
                               fmt::format("\"{}\", après une autre méthode pour la source \"{}\"",
                                           to_text(*spec.method), spec.source),
                               "une méthode par source",
                               "déclarer deux sources, ou la même méthode"});
        const bool no_buildings =
            spec.method == census::ApportionMethod::batiments && config.buildings.empty();
        const bool no_cells =
            spec.method == census::ApportionMethod::carreaux && config.grids.empty();
        if (no_buildings || no_cells)
            throw ConfigError(
                {fmt::format("{}, clé {}.methode", where, spec.key),
                 fmt::format("\"{}\" sans {}", to_text(*spec.method),
                             no_buildings ? "bâtiments" : "carreaux"),
                 no_buildings ? "une table [[batiments]]" : "une table [[population]]",
                 "methode = \"auto\" prend le plus fin de ce qui est déclaré"});
    }
}

/// What no table can be judged by alone.
void check(const RunConfig& config) {
    const std::string where = config.file.string();
    if (config.perimeters.empty())
        throw ConfigError({where, "aucun périmètre", "au moins une table [[perimetres]]",
                           "[[perimetres]] puis fichier = \"qpv.gpkg\""});
    check_methods(config);
    const bool declared =
        std::any_of(config.destinations.begin(), config.destinations.end(),
                    [&](const PlaceSpec& place) { return place.id == config.centre; });
    if (!config.centre.empty() && !declared)
        throw ConfigError({where + ", clé calcul.centre", fmt::format("\"{}\"", config.centre),
                           "l'identifiant d'une destination déclarée",
                           "ajouter une table [[destinations]]"});
}

/// `fetched`: where to note the layers whose files a refresh fetches; null for the other verbs.
RefreshedTerritory read(std::string_view text, const fs::path& written_file,
                        std::map<std::string, RemoteSpec>* fetched = nullptr) {
    const fs::path file = fs::absolute(written_file).lexically_normal();
    const toml::table table = parse_toml(text, file.string());
    Section root(table, "", file.string());
    RefreshedTerritory territory;
    territory.run.file = file;
    read_keys(root, ConfigFiles{file, territory.run.sources, fetched}, root_keys(), territory);
    root.finish();
    if (territory.refresh.folder.empty())
        territory.refresh.folder = file.parent_path() / "actualisation" / territory.run.slug;
    check(territory.run);
    return territory;
}

/// Those of the file beside it, which a program may have written: a name is one scenario's.
void add_kept_scenarios(RunConfig& config) {
    const fs::path file = kept_scenarios_file(config.file);
    if (!fs::exists(file)) return;
    std::vector<ScenarioSpec> kept;
    try {
        kept = parse_scenarios(read_small_text(file), file.string(), file.parent_path());
    } catch (const InputError& error) {
        throw ConfigError(error.trouble());
    }
    for (ScenarioSpec& scenario : kept) {
        const bool twice = std::any_of(
            config.scenarios.begin(), config.scenarios.end(),
            [&](const ScenarioSpec& declared) { return declared.name == scenario.name; });
        if (twice)
            throw ConfigError(
                {fmt::format("{}, clé {}.nom", file.string(), scenario.key),
                 fmt::format("\"{}\", que déclare aussi {}", scenario.name, config.file.string()),
                 "un nom par scénario", "donner un autre nom à l'un des deux"});
        config.scenarios.push_back(std::move(scenario));
    }
}

}  // namespace

RunConfig read_config(const fs::path& file) {
    RunConfig config = read(read_file(file), file).run;
    add_kept_scenarios(config);
    return config;
}

std::uint64_t memory_ceiling(const fs::path& file) {
    const toml::table table = parse_toml(read_file(file), file.string());
    const auto text = table["calcul"]["memoire"].value<std::string>();
    return text ? parse_memory_size(*text).value_or(0) : 0;
}

RefreshedTerritory read_refreshed(const fs::path& file) {
    std::map<std::string, RemoteSpec> fetched;
    RefreshedTerritory territory = read(read_file(file), file, &fetched);
    territory.refresh.remote = std::move(fetched);
    return territory;
}

RunConfig parse_config(std::string text, const fs::path& file) {
    return read(text, file).run;
}

}  // namespace lisiere::io
