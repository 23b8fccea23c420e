// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "io/base/error.hpp"
#include "io/base/file_names.hpp"
#include "io/base/files.hpp"
#include "io/base/input_kind.hpp"
#include "io/base/memory_size.hpp"
#include "io/base/shallow_keys.hpp"
#include "io/config/memory_ceiling.hpp"
#include "io/config/parse_config.hpp"
#include "io/config/read_computing.hpp"
#include "io/config/read_layers.hpp"
#include "io/config/read_outputs.hpp"
#include "io/config/read_print.hpp"
#include "io/config/read_refresh.hpp"
#include "io/config/read_scenarios.hpp"
#include "io/config/refreshed_territory.hpp"
#include "io/config/run_config.hpp"
#include "io/config/scenario_text.hpp"
#include "io/config/section.hpp"
#include "io/config/toml_text.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

class Reader {
  public:
    /// `refresh`: filled where a refresh is to fetch what other verbs read from files.
    explicit Reader(fs::path file, RefreshConfig* refresh = nullptr)
        : file_(fs::absolute(std::move(file)).lexically_normal()), refresh_(refresh) {
        text_ = read_file();
    }
    Reader(std::string text, const fs::path& file)
        : file_(fs::absolute(file).lexically_normal()), text_(std::move(text)) {}

    RunConfig read() {
        const toml::table table = parse();
        Section root(table, "", file_.string());
        config_.file = file_;
        sources(root);
        territory(root);
        const LayerReader layers{file_, source_ids_,
                                 refresh_ == nullptr ? nullptr : &refresh_->remote};
        read_layers(root, layers, config_);
        destinations(root);
        config_.scenarios = scenarios_of(root, layers);
        read_computing(root, config_);
        config_.print = read_print(root);
        config_.outputs = read_outputs(root, config_.slug);
        config_.catalogue = read_catalogue(root);
        RefreshConfig settings = read_refresh(root, file_, config_.slug);
        root.finish();
        if (refresh_ != nullptr) {
            settings.remote = std::move(refresh_->remote);
            *refresh_ = std::move(settings);
        }
        check();
        return std::move(config_);
    }

    std::uint64_t memory_ceiling() const {
        const toml::table table = parse();
        const auto text = table["calcul"]["memoire"].value<std::string>();
        return text ? parse_memory_size(*text).value_or(0) : 0;
    }

  private:
    toml::table parse() const { return parse_toml(text_, file_.string()); }

    std::string read_file() const {
        try {
            std::string text = read_small_text(file_);
            require_shallow_keys(text, file_.string());
            return text;
        } catch (const InputError& error) {
            throw ConfigError(error.trouble());  // the configuration itself: exit code 2
        }
    }

    void sources(Section& root) {
        for (auto& [id, section] : root.named_tables("sources")) {
            Source source;
            source.id = id;
            source.title = section.required_text("titre", "le titre de la source");
            source.producer = section.text("producteur").value_or("");
            source.licence = section.text("licence").value_or("");
            source.vintage = section.text("millesime").value_or("");
            source.url = section.text("url").value_or("");
            section.finish();
            source_ids_.insert(id);
            config_.sources.push_back(std::move(source));
        }
    }

    void territory(Section& root) {
        auto section = root.table("territoire");
        if (!section)
            root.fail("territoire", "rien", "une table [territoire] avec au moins nom = \"...\"");
        config_.name = section->required_text("nom", "le nom du territoire");
        config_.slug = folder_of(*section, config_.name);
        config_.language = section->choice("langue", {"fr", "en"}).value_or("fr");
        config_.crs = static_cast<int>(section->integer("crs", 1024, 32767).value_or(0));
        config_.buffer_m = section->number("tampon_m", 0, 100000).value_or(config_.buffer_m);
        if (const auto box = section->numbers("emprise", -180, 180); !box.empty()) {
            if (box.size() != 4 || box[0] >= box[2] || box[1] >= box[3])
                section->fail("emprise", fmt::format("{} nombres", box.size()),
                              "ouest, sud, est, nord en degrés : [3.02, 50.62, 3.08, 50.66]");
            config_.extent_lonlat = geo::Box{box[0], box[1], box[2], box[3]};
        }
        const auto kinds = section->texts("geographie_prioritaire");
        for (const std::string& kind : kinds) {
            const auto parsed = parse_perimeter_kind(kind);
            if (!parsed)
                section->fail("geographie_prioritaire", fmt::format("\"{}\"", kind),
                              "quartier_prioritaire, veille_active, quartier_vecu ou comparaison");
            config_.priority_geography.push_back(*parsed);
        }
        // The State counts QPV only; Region and Department add veille active (design 4).
        if (kinds.empty()) config_.priority_geography = {PerimeterKind::quartier_prioritaire};
        section->finish();
    }

    /// Below `out/`, and nowhere else.
    static std::string folder_of(Section& section, const std::string& name) {
        const auto asked = section.text("dossier");
        if (!asked) return folder_name(name, "territoire");
        const fs::path path(*asked);
        const bool leads_out =
            path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end();
        const bool written = std::none_of(asked->begin(), asked->end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        });
        if (asked->empty() || leads_out || !written)
            section.fail("dossier", fmt::format("\"{}\"", written ? *asked : "…"),
                         "un nom de dossier, en dessous de out/ : \"val-de-lisse\"",
                         "pour écrire ailleurs : lisiere run -o DOSSIER");
        return *asked;
    }

    void destinations(Section& root) {
        for (Section& section : root.tables("destinations")) {
            PlaceSpec place;
            place.id = section.required_text("id", "un identifiant : \"centre\"");
            place.label = section.text("nom").value_or(place.id);
            const auto lon = section.number("lon", -180, 180);
            const auto lat = section.number("lat", -90, 90);
            if (!lon || !lat)
                section.fail(lon ? "lat" : "lon", "rien", "des degrés : lon = 3.52, lat = 50.36");
            place.at = {*lon, *lat};
            section.finish();
            config_.destinations.push_back(std::move(place));
        }
    }

    void check() const {
        const std::string where = file_.string();
        if (config_.perimeters.empty())
            throw ConfigError({where, "aucun périmètre", "au moins une table [[perimetres]]",
                               "[[perimetres]] puis fichier = \"qpv.gpkg\""});
        std::map<std::string, census::ApportionMethod> method_of;
        for (const CensusSpec& spec : config_.census) {
            if (spec.method &&
                method_of.try_emplace(spec.source, *spec.method).first->second != *spec.method)
                throw ConfigError({fmt::format("{}, clé {}.methode", where, spec.key),
                                   fmt::format("\"{}\", après une autre méthode pour la source "
                                               "\"{}\"",
                                               to_text(*spec.method), spec.source),
                                   "une méthode par source",
                                   "déclarer deux sources, ou la même méthode"});
            const bool no_buildings =
                spec.method == census::ApportionMethod::batiments && config_.buildings.empty();
            const bool no_cells =
                spec.method == census::ApportionMethod::carreaux && config_.grids.empty();
            if (no_buildings || no_cells)
                throw ConfigError(
                    {fmt::format("{}, clé {}.methode", where, spec.key),
                     fmt::format("\"{}\" sans {}", to_text(*spec.method),
                                 no_buildings ? "bâtiments" : "carreaux"),
                     no_buildings ? "une table [[batiments]]" : "une table [[population]]",
                     "methode = \"auto\" prend le plus fin de ce qui est déclaré"});
        }
        std::set<std::string> ids;
        for (const PlaceSpec& place : config_.destinations)
            if (!ids.insert(place.id).second)
                throw ConfigError({where + ", clé destinations",
                                   fmt::format("deux fois \"{}\"", place.id),
                                   "un identifiant par destination", ""});
        if (!config_.centre.empty() && !ids.contains(config_.centre))
            throw ConfigError({where + ", clé calcul.centre", fmt::format("\"{}\"", config_.centre),
                               "l'identifiant d'une destination déclarée",
                               "ajouter une table [[destinations]]"});
    }

    fs::path file_;
    RefreshConfig* refresh_ = nullptr;
    std::string text_;
    RunConfig config_;
    std::set<std::string> source_ids_;
};

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
    RunConfig config = Reader(file).read();
    add_kept_scenarios(config);
    return config;
}

std::uint64_t memory_ceiling(const fs::path& file) {
    return Reader(file).memory_ceiling();
}

RefreshedTerritory read_refreshed(const fs::path& file) {
    RefreshedTerritory territory;
    territory.run = Reader(file, &territory.refresh).read();
    return territory;
}

RunConfig parse_config(std::string text, const fs::path& file) {
    return Reader(std::move(text), file).read();
}

}  // namespace lisiere::io
