// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/read_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/street/snap.hpp"
#include "engine/street/tie_flags.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/read_drawing.hpp"
#include "io/inputs/read_scenario_lines.hpp"
#include "io/layers/read_lines.hpp"
#include "io/osm/way_rules.hpp"
#include "io/reference/categories.hpp"
#include "io/reference/person_names.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

class Reader {
  public:
    Reader(const ScenarioSpec& spec, const RunConfig& config, const Inputs& inputs,
           Notices& notices)
        : spec_(spec),
          config_(config),
          context_{inputs.territory.crs, config.repair_tolerance, inputs.territory.study_area},
          inputs_(inputs),
          notices_(notices),
          profile_(read_way_profile()) {}

    scenario::Scenario read() {
        scenario::Scenario scenario;
        scenario.name = spec_.name;
        scenario.title = spec_.title;
        scenario.description = spec_.description;
        scenario.tolerance = Metres{spec_.tolerance_m};
        for (std::size_t i = 0; i < spec_.ways.size(); ++i)
            streets(spec_.ways[i], fmt::format("voies[{}]", i), scenario);
        for (std::size_t i = 0; i < spec_.facilities.size(); ++i) {
            refuse_second_change(i);
            scenario.facilities.push_back(
                facility(spec_.facilities[i], fmt::format("equipements[{}]", i)));
        }
        if (!spec_.lines.empty()) read_scenario_lines(spec_, config_, inputs_, scenario);
        return scenario;
    }

  private:
    std::string where(const ScenarioWaySpec& spec, const std::string& key) const {
        return fmt::format("{}, clé {}.{}", config_.file.string(), spec.key, key);
    }

    void streets(const ScenarioWaySpec& spec, const std::string& name,
                 scenario::Scenario& scenario) {
        using Action = ScenarioWaySpec::Action;
        if (spec.action == Action::ajouter) {
            added_ways(spec, name, scenario.ways);
        } else if (spec.action == Action::fermer) {
            scenario::ClosedStreets closed{name, selection(spec), {}};
            for (const street::Mode mode : street::all_modes)
                closed.modes[street::index_of(mode)] =
                    spec.modes.empty() ||
                    std::find(spec.modes.begin(), spec.modes.end(), mode) != spec.modes.end();
            scenario.closed.push_back(std::move(closed));
        } else {
            scenario::PedestrianStreets walk{name, selection(spec), "pedestrian", {}};
            if (!inputs_.driving)
                throw ConfigError(
                    {fmt::format("{}, clé {}.action", config_.file.string(), spec.key),
                     "\"pietonniser\" sans rues pour les voitures",
                     "[[rues]], et la voiture parmi les modes de [calcul]", ""});
            const osm::Tags no_tags = [](const char*) -> const char* { return nullptr; };
            const WayUse use = way_use(profile_, rule_of(spec, walk.kind), walk.kind, no_tags);
            for (const street::Mode mode : {street::Mode::marche, street::Mode::velo}) {
                const WaySpeed& speed = use.speed[street::index_of(mode)];
                walk.use[street::index_of(mode)] = {speed.forward_kmh, speed.backward_kmh};
            }
            scenario.pedestrian.push_back(std::move(walk));
        }
    }

    /// Which streets are meant: by ids, by what is drawn, or by what a file holds.
    scenario::Selection selection(const ScenarioWaySpec& spec) {
        using By = scenario::Selection::By;
        scenario::Selection selection;
        if (!spec.ids.empty()) {
            selection.by = By::id;
            selection.ids = spec.ids;
            return selection;
        }
        if (spec.has_file()) {
            const Schema schema = read_schema("rues");
            const RawLayer layer = read_layer(spec, {schema, context_, {}, false, {}}, notices_);
            for (const RawRow& row : layer.rows) {
                selection.lines.insert(selection.lines.end(), row.lines.begin(), row.lines.end());
                selection.zone.insert(selection.zone.end(), row.polygons.begin(),
                                      row.polygons.end());
            }
            if (selection.lines.empty() && selection.zone.empty())
                throw InputError({layer.where, "ni ligne ni polygone dans la zone d'étude",
                                  "le trait ou la zone de la fermeture",
                                  "vérifier la couche et son système de coordonnées (crs)"});
        } else {
            Drawing drawing =
                read_drawing(spec.drawing, spec.crs, context_.crs, where(spec, "trace"));
            selection.lines = std::move(drawing.lines);
            selection.zone = std::move(drawing.polygons);
        }
        if (!selection.lines.empty() && !selection.zone.empty())
            throw ConfigError({where(spec, spec.has_file() ? "fichier" : "trace"),
                               "des lignes et des polygones ensemble", "les unes ou les autres",
                               "deux tables [[scenarios.voies]]"});
        selection.by = selection.lines.empty() ? By::zone : spec.across ? By::across : By::along;
        return selection;
    }

    /// Changes of a scenario have no order: two that say different things of one facility are a
    /// mistake. Moving it and giving it another capacity are not.
    void refuse_second_change(std::size_t at) const {
        using Action = ScenarioFacilitySpec::Action;
        const ScenarioFacilitySpec& spec = spec_.facilities[at];
        for (std::size_t i = 0; i < at; ++i) {
            const ScenarioFacilitySpec& other = spec_.facilities[i];
            const bool same =
                other.id == spec.id && (other.category.empty() || spec.category.empty() ||
                                        other.category == spec.category);
            const bool both_stand =
                spec.action != other.action && spec.action != Action::supprimer &&
                other.action != Action::supprimer && spec.action != Action::ajouter &&
                other.action != Action::ajouter;
            if (same && !both_stand)
                throw ConfigError(
                    {fmt::format("{}, clé {}.id", config_.file.string(), spec.key),
                     fmt::format("« {} », que change déjà {}", spec.id, other.key),
                     "un seul ajout, déplacement, retrait ou changement de capacité par équipement",
                     "n'en garder qu'un : l'ordre des changements ne dit rien"});
        }
    }

    scenario::FacilityChange facility(const ScenarioFacilitySpec& spec, const std::string& name) {
        using Action = scenario::FacilityChange::Action;
        constexpr Action actions[] = {Action::add, Action::move, Action::remove, Action::resize};
        const auto key = [&](const char* which) {
            return fmt::format("{}, clé {}.{}", config_.file.string(), spec.key, which);
        };
        scenario::FacilityChange change;
        change.action = actions[static_cast<std::size_t>(spec.action)];
        change.where = name;
        change.facility.id = spec.id;
        change.facility.name = spec.name;
        if (!spec.category.empty()) {
            const Categories categories = read_categories();
            change.facility.category = categories.require(spec.category, key("categorie"));
            change.facility.name =
                read_person_names(reference_folder(), categories.list(), config_.language)
                    .shown(spec.name, change.facility.category);
        }
        if (spec.at) {
            change.facility.at = Projector(context_.crs)(*spec.at);
            refuse_off_streets(inputs_, config_, change.facility.at,
                               fmt::format("{}, clé {}", config_.file.string(), spec.key),
                               "un équipement");
        }
        if (spec.capacity) change.facility.capacity = *spec.capacity;
        change.facility.capacity_known = spec.capacity.has_value();
        if (change.action == Action::add) return change;
        std::vector<std::string> ids;
        for (const access::Facility& facility : inputs_.facilities) {
            if (facility.is(spec.id) && (!change.facility.category.valid() ||
                                         change.facility.category == facility.category))
                return change;
            ids.push_back(facility.id);
        }
        const std::string near = nearest_name(spec.id, ids);
        throw ConfigError({key("id"), fmt::format("« {} », qu'aucun équipement ne porte", spec.id),
                           "le champ id de la couche equipements",
                           near.empty() ? "" : fmt::format("« {} » ?", near)});
    }

    /// Lines as a file of streets has them, or as they are drawn in the configuration.
    std::vector<StreetLine> lines_of(const ScenarioWaySpec& spec) {
        if (spec.has_file()) {
            StreetSpec file;
            static_cast<LayerSpec&>(file) = spec;
            return read_street_lines(file, context_, notices_);
        }
        const std::string at = where(spec, "trace");
        Drawing drawing = read_drawing(spec.drawing, spec.crs, context_.crs, at);
        if (drawing.lines.empty())
            throw ConfigError({at, "un polygone", "une ligne", "LINESTRING ou MULTILINESTRING"});
        std::vector<StreetLine> lines;
        for (geo::LineString& drawn : drawing.lines) {
            StreetLine& line = lines.emplace_back();
            line.id = fmt::format("{}", lines.size());
            line.line = std::move(drawn);
        }
        return lines;
    }

    const WayRule& rule_of(const ScenarioWaySpec& spec, const std::string& kind) const {
        for (const char* vocabulary : {"osm", "bdtopo"})
            if (const WayRule* rule = profile_.find(vocabulary, kind)) return *rule;
        const std::string near = nearest_name(kind, profile_.kinds("osm"));
        throw ConfigError({where(spec, "nature"), fmt::format("« {} »", kind),
                           "une nature de geodata/reference/voirie.csv",
                           near.empty() ? "footway, cycleway, residential, steps…"
                                        : fmt::format("« {} » ?", near)});
    }

    void added_ways(const ScenarioWaySpec& spec, const std::string& name,
                    std::vector<scenario::AddedWay>& ways) {
        const std::vector<StreetLine> lines = lines_of(spec);
        for (const StreetLine& line : lines) {
            scenario::AddedWay way;
            way.where = lines.size() == 1 ? name : fmt::format("{}, ligne {}", name, line.id);
            way.line = line.line;
            way.kind = line.kind.empty() ? spec.kind : line.kind;
            way.flags = line.flags;
            way.layer = static_cast<std::int8_t>(spec.level != 0 ? spec.level : line.layer);
            way.joins_crossings = spec.joins_crossings;
            const auto flag = [&](bool on, street::WayFlag bit) {
                if (on) way.flags |= static_cast<std::uint8_t>(bit);
            };
            const WayRule& rule = rule_of(spec, way.kind);
            flag(spec.bridge, street::WayFlag::bridge);
            flag(spec.tunnel, street::WayFlag::tunnel);
            // Nobody's door opens on a bridge: who lives beside it keeps their street.
            if (spec.bridge || spec.tunnel) way.flags |= street::never_tied;
            flag(rule.walkers_only, street::WayFlag::footway);
            use(spec, line, rule, way);
            ways.push_back(std::move(way));
        }
    }

    /// Who travels the way and how fast: by its kind and, where they are named, the modes.
    void use(const ScenarioWaySpec& spec, const StreetLine& line, const WayRule& rule,
             scenario::AddedWay& way) const {
        constexpr const char* keys[] = {"foot", "bicycle", "motor_vehicle"};  // by street::Mode
        const std::string* rights[] = {&line.foot, &line.bicycle, &line.motor_vehicle};
        const auto named = [&](street::Mode mode) {
            return std::find(spec.modes.begin(), spec.modes.end(), mode) != spec.modes.end();
        };
        std::map<std::string_view, std::string> said{
            {"access", line.access},
            {"oneway", spec.one_way ? "yes" : line.one_way},
            {"junction", line.junction},
            {"maxspeed", line.limit}};
        for (const street::Mode mode : street::all_modes) {
            const std::size_t m = street::index_of(mode);
            said[keys[m]] = spec.modes.empty() ? *rights[m] : named(mode) ? "yes" : "no";
        }
        const osm::Tags tags = [&said](const char* key) -> const char* {
            const auto at = said.find(key);
            return at == said.end() || at->second.empty() ? nullptr : at->second.c_str();
        };
        const WayUse by_kind = way_use(profile_, rule, way.kind, tags);
        for (const street::Mode mode : street::all_modes) {
            const WaySpeed& speed = by_kind.speed[street::index_of(mode)];
            // A way closed to riders is still one to push a bicycle along, unless modes are named.
            if (!spec.modes.empty() && !named(mode)) continue;
            if (!spec.modes.empty() && !speed.any())
                throw ConfigError({where(spec, "modes"),
                                   fmt::format("\"{}\" sur une voie de nature « {} »",
                                               street::to_text(mode), way.kind),
                                   "un mode auquel cette nature peut s'ouvrir",
                                   "nature = \"cycleway\" ou \"residential\""});
            way.use[street::index_of(mode)] = {speed.forward_kmh, speed.backward_kmh};
        }
    }

    const ScenarioSpec& spec_;
    const RunConfig& config_;
    ReadContext context_;
    const Inputs& inputs_;
    Notices& notices_;
    WayProfile profile_;
};

}  // namespace

const ScenarioSpec& scenario_named(const RunConfig& config, const std::string& name) {
    std::vector<std::string> names;
    for (const ScenarioSpec& spec : config.scenarios) {
        if (spec.name == name) return spec;
        names.push_back(spec.name);
    }
    const std::string near = nearest_name(name, names);
    throw ConfigError({config.file.string() + ", clé scenarios",
                       fmt::format("aucun scénario « {} »", name),
                       names.empty() ? std::string("une table [[scenarios]]")
                                     : fmt::format("un de : {}", fmt::join(names, ", ")),
                       near.empty() ? "" : fmt::format("« {} » ?", near)});
}

void refuse_off_streets(const Inputs& inputs, const RunConfig& config, const geo::Point& at,
                        const std::string& where, const std::string& what) {
    if (!inputs.streets || street::Snapper(*inputs.streets, config.access.snap).snap(at)) return;
    throw InputError(
        {where, what + " loin de toute rue, que personne ne pourrait atteindre",
         fmt::format("une place à {:.0f} m au plus d'une rue", config.access.snap.limit.value()),
         "vérifier les coordonnées : longitude, puis latitude"});
}

scenario::Scenario read_scenario(const ScenarioSpec& spec, const RunConfig& config,
                                 const Inputs& inputs, Notices& notices) {
    return Reader(spec, config, inputs, notices).read();
}

}  // namespace lisiere::io
