// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/read_networks.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <tuple>

#include "engine/access/counted_supply.hpp"
#include "engine/access/same_facility.hpp"
#include "engine/census/cells.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/shape_locator.hpp"
#include "engine/street/build.hpp"
#include "engine/street/islands.hpp"
#include "io/base/error.hpp"
#include "io/base/names.hpp"
#include "io/base/placed.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/read_relief.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "io/layers/read_buildings.hpp"
#include "io/layers/read_facilities.hpp"
#include "io/layers/read_lines.hpp"
#include "io/layers/read_opportunities.hpp"
#include "io/layers/read_population.hpp"
#include "io/layers/read_stops.hpp"
#include "io/osm/read_barriers.hpp"
#include "io/osm/read_pois.hpp"
#include "io/osm/read_streets.hpp"
#include "io/osm/way_rules.hpp"
#include "io/reference/barrier_names.hpp"
#include "io/reference/reference_row.hpp"
#include "io/reference/same_facility_reference.hpp"
#include "io/reference/time_zones.hpp"

namespace lisiere::io {
namespace {

/// Which IRIS holds a point.
class IrisAt {
  public:
    /// `iris`: null without any.
    explicit IrisAt(const census::AreaTable* iris) {
        std::vector<geo::MultiPolygon> shapes;
        if (iris != nullptr)
            for (const census::Area& area : iris->areas) shapes.push_back(area.shape);
        locator_.emplace(shapes);
    }
    /// Of several that share the point the first; `no_iris` outside all of them.
    std::uint32_t at(const geo::Point& point) const {
        std::vector<std::uint32_t> found;
        locator_->holding(point, found);
        return found.empty() ? access::GivenFacilities::no_iris : found.front();
    }

  private:
    std::optional<geo::ShapeLocator> locator_;
};

/// Words that say that a town hall is an annex (geodata/reference/mairies.csv).
class AnnexWords {
  public:
    AnnexWords() {
        const CsvTable table = read_csv_table((reference_folder() / "mairies.csv").string());
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            words_.insert(ReferenceRow(table, i).required("mot"));
    }
    bool says_annex(std::string_view name) const {
        std::istringstream words(folded(name));
        for (std::string word; words >> word;)
            if (words_.contains(word)) return true;
        return false;
    }

  private:
    std::set<std::string> words_;
};

/// The projection of a file's points; one that fails names the file.
Project projection(const Projector& projector, const LayerSpec& spec) {
    return [&projector, &spec](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
        placed(spec.file_as_written, [&] { projector(from, to); });
    };
}

/// What the street of a line layer is for a mode, by the same tables as OSM ways. Without a class
/// column every street is an ordinary one, walked at the declared speed when there is one.
LineRule line_rule(const WayProfile& profile, const StreetSpec& spec) {
    return [&profile, &spec](const StreetLine& line,
                             street::Mode mode) -> std::optional<street::WayTraits> {
        const WayRule* rule = nullptr;
        for (const char* vocabulary : {"osm", "bdtopo"})
            if (rule == nullptr) rule = profile.find(vocabulary, line.kind);
        if (rule == nullptr) rule = profile.find("osm", "residential");
        const std::map<std::string_view, const std::string*> said{
            {"access", &line.access},   {"foot", &line.foot},
            {"bicycle", &line.bicycle}, {"motor_vehicle", &line.motor_vehicle},
            {"oneway", &line.one_way},  {"junction", &line.junction},
            {"maxspeed", &line.limit}};
        const osm::Tags tags = [&said](const char* key) -> const char* {
            const auto at = said.find(key);
            return at == said.end() || at->second->empty() ? nullptr : at->second->c_str();
        };
        WaySpeed speed = way_use(profile, *rule, line.kind, tags).speed[street::index_of(mode)];
        if (!speed.any()) return std::nullopt;
        street::WayTraits traits{line.kind, line.flags, static_cast<std::int8_t>(line.layer)};
        if (rule->walkers_only) traits.flags |= static_cast<std::uint8_t>(street::WayFlag::footway);
        traits.forward = speed.forward_kmh > 0;
        traits.backward = speed.backward_kmh > 0;
        const auto at_speed = [&](double kmh) { speed = {kmh, kmh}; };
        if (mode == street::Mode::marche && spec.speed_kmh > 0) at_speed(spec.speed_kmh);
        if (mode == street::Mode::voiture) {
            // Measured times and mean speeds hold the wait at crossings.
            if (line.car_seconds)
                at_speed(std::max(geo::length(line.line).value() / *line.car_seconds * 3.6, 0.1));
            else if (line.car_kmh)
                at_speed(*line.car_kmh);
            else
                traits.crossing = rule->crossing;
        }
        traits.speed_kmh = traits.forward ? speed.forward_kmh : speed.backward_kmh;
        if (traits.forward && traits.backward) traits.back_kmh = speed.backward_kmh;
        return traits;
    };
}

/// The graph of one mode; the table is gone when it is built. `relief`: heights, and room for the
/// mode's rule.
std::optional<street::StreetGraph> graph_of(street::ModeWays ways, const WayProfile& profile,
                                            street::Relief& relief, const std::string& file,
                                            Notices& notices) {
    const std::string layer = layer_name(file, ways.mode);
    if (ways.table.ways().empty()) {
        notices.add(Severity::avertissement, "mode_sans_rue", layer);
        return std::nullopt;
    }
    relief.rule = profile.traits(ways.mode).slope;
    std::size_t without = 0;
    street::StreetGraph graph = street::build_graph(
        ways.table, relief.heights.values.empty() ? nullptr : &relief, &without);
    if (without > 0) notices.add(Severity::info, "rues_sans_relief", layer, {}, without);
    street::note_islands(graph, layer, notices);
    return graph;
}

}  // namespace

Streets read_all_streets(const NetworkContext& context, Notices& notices) {
    Streets streets;
    if (context.config.streets.empty()) return streets;
    report(context.progress, "lecture des rues", 0);
    const WayProfile profile = read_way_profile();
    std::vector<street::ModeWays> modes;
    const access::AccessSettings& asked = context.config.access;
    if (asked.asks_for(access::TravelMode::marche)) modes.push_back({street::Mode::marche, {}});
    if (asked.asks_for(access::TravelMode::velo)) modes.push_back({street::Mode::velo, {}});
    if (asked.asks_for(access::TravelMode::voiture)) modes.push_back({street::Mode::voiture, {}});
    // OSM files are one network by the ids of their nodes; it and line layers meet at like places.
    std::vector<std::filesystem::path> osm_files;
    const LayerSpec* first_osm = nullptr;
    for (const StreetSpec& spec : context.config.streets) {
        if (spec.kind != StreetSpec::Kind::osm) continue;
        if (first_osm == nullptr) first_osm = &spec;
        osm_files.push_back(spec.file);
    }
    std::vector<std::vector<std::uint32_t>> starts(modes.size());
    const auto start = [&] {
        for (std::size_t m = 0; m < modes.size(); ++m)
            starts[m].push_back(static_cast<std::uint32_t>(modes[m].table.vertices.size()));
    };
    start();
    if (first_osm != nullptr)
        append_ways(osm_files, profile, projection(context.project, *first_osm), modes, notices);
    for (const StreetSpec& spec : context.config.streets) {
        if (spec.kind == StreetSpec::Kind::osm) continue;
        start();
        append_lines(read_street_lines(spec, context.read, notices), line_rule(profile, spec),
                     modes, spec.file.filename().string(), notices);
    }
    for (std::size_t m = 0; m < modes.size(); ++m) modes[m].table.join(starts[m]);
    const std::string file = context.config.streets.front().file.filename().string();
    street::Relief relief;
    if (!context.config.reliefs.empty())
        relief.heights = read_heights(context.config.reliefs.front(), context.read, notices);
    const street::ByMode<std::optional<street::StreetGraph>*> graphs{
        &streets.walking, &streets.cycling, &streets.driving};
    for (street::ModeWays& ways : modes) {
        std::optional<street::StreetGraph>& graph = *graphs[street::index_of(ways.mode)];
        graph = graph_of(std::move(ways), profile, relief, file, notices);
        if (graph && context.read.window) check_nearby(file, graph->bounds(), *context.read.window);
    }
    report(context.progress, "lecture des rues", 1);
    return streets;
}

std::optional<std::vector<street::BarrierPiece>> read_all_barriers(const NetworkContext& context,
                                                                   Notices& notices) {
    if (context.config.barriers.empty()) return std::nullopt;
    report(context.progress, "lecture des coupures", 0);
    const BarrierNames names;
    std::vector<street::BarrierPiece> pieces;
    for (const BarrierSpec& spec : context.config.barriers) {
        auto more = spec.kind == BarrierSpec::Kind::osm
                        ? read_barriers(spec.file, projection(context.project, spec), notices)
                        : read_barrier_lines(spec, context.read, notices);
        for (street::BarrierPiece& piece : more) {
            piece.source = spec.source;
            if (names.is_number(piece.kind, piece.name)) {
                notices.add(Severity::info, "numero_de_voie", spec.source, piece.name);
                piece.name.clear();
            }
            pieces.push_back(std::move(piece));
        }
    }
    report(context.progress, "lecture des coupures", 1);
    return pieces;
}

std::optional<transit::Timetable> read_all_timetables(const NetworkContext& context,
                                                      Notices& notices) {
    if (context.config.timetables.empty()) return std::nullopt;
    std::vector<FeedFiles> feeds;
    for (const LayerSpec& spec : context.config.timetables)
        for (FeedFiles& feed : FeedFiles::open_all(spec.file)) feeds.push_back(std::move(feed));
    TimetableOptions options;
    options.time_zone = time_zone_of(context.project.crs().epsg);
    options.threads = context.threads;
    options.progress = context.progress;
    const Projection project = [&](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
        context.project(from, to);
    };
    transit::Timetable timetable = read_timetable(feeds, project, notices, options);
    // Services on demand alone: told, and nothing to compute with.
    if (!timetable.timed()) return std::nullopt;
    return timetable;
}

void add_all_stops(const NetworkContext& context, std::optional<transit::Timetable>& timetable,
                   Notices& notices) {
    std::vector<transit::UntimedLayer> layers;
    bool any = false;
    for (const StopSpec& spec : context.config.stops) {
        layers.push_back(read_stops(spec, context.read, notices));
        any = any || !layers.back().stops.empty();
    }
    if (!any) return;
    const bool timed = timetable.has_value();
    transit::UntimedSettings settings;
    settings.comparable = comparable_name;
    transit::WithUntimed made = transit::with_untimed(
        timed ? std::move(*timetable) : transit::Timetable(), layers, settings);
    timetable = std::move(made.timetable);
    if (made.added > 0)
        notices.add(Severity::info, {"arrets_sans_horaires", {{"horaires", timed ? "oui" : "non"}}},
                    "arrets", {}, made.added);
    if (made.completed > 0)
        notices.add(Severity::avertissement, "arrets_completes", "arrets", {}, made.completed);
    if (made.known > 0) notices.add(Severity::info, "arrets_deja_connus", "arrets", {}, made.known);
}

IndexedVector<access::FacilityIdx, access::Facility> read_all_facilities(
    const NetworkContext& context, const census::AreaTable* iris, std::span<const Commune> communes,
    Notices& notices) {
    if (context.config.facilities.empty()) return {};
    report(context.progress, "lecture des équipements", 0);
    const SameFacilityReference same =
        read_same_facility(reference_folder(), context.categories.list());
    const IrisAt areas(iris);
    const AnnexWords annexes;
    access::GivenFacilities given;
    std::map<std::tuple<std::filesystem::path, std::string, std::string>, std::uint32_t> files;
    for (const FacilitySpec& spec : context.config.facilities) {
        // A file declared twice, with other filters, is one file.
        const auto file = static_cast<std::uint32_t>(files.size());
        const std::uint32_t number =
            files.emplace(std::tuple(spec.file, spec.layer, spec.source), file).first->second;
        const bool osm = spec.kind == FacilitySpec::Kind::osm;
        std::vector<access::Facility> own =
            osm ? read_osm_facilities(spec.file, context.categories,
                                      projection(context.project, spec), notices)
                : read_facilities(spec, context.categories, {iris, communes}, context.read,
                                  notices);
        for (access::Facility& facility : own) {
            if (osm) facility.source = spec.source;
            facility.register_name = spec.public_register;
            facility.annex = context.categories.list()[facility.category].id == "mairie" &&
                             annexes.says_annex(facility.name);
            given.file.push_back(number);
            // Of INSEE's base, a file of points and OSM: as much as each is a register.
            given.preference.push_back(static_cast<int>(spec.kind));
            given.words.push_back(same.words(facility.name, facility.category));
            given.iris.push_back(areas.at(facility.at));
            given.rows.push_back(std::move(facility));
        }
    }
    report(context.progress, "lecture des équipements", 1);
    return access::each_once(std::move(given), same.rules(), context.categories.list(), notices);
}

std::vector<access::Opportunity> read_all_opportunities(
    const NetworkContext& context, const IndexedVector<access::FacilityIdx, access::Facility>& all,
    Notices& notices) {
    std::vector<access::Opportunity> opportunities;
    for (const OpportunitySpec& spec : context.config.opportunities) {
        access::Opportunity opportunity{spec.id, spec.label, spec.source, spec.goal, {}};
        if (spec.category.empty()) {
            opportunity.places = read_opportunity_places(spec, context.read, notices);
        } else {
            const access::CategoryIdx category =
                context.categories.require(spec.category, spec.key + ".categorie");
            const access::CountedSupply supply = access::counted_supply(all, category);
            access::note_part_of_capacities(supply, "opportunites", spec.category, notices);
            for (const access::FacilityIdx f : indices<access::FacilityIdx>(all.size())) {
                if (all[f].category != category) continue;
                opportunity.places.push_back({all[f].at, supply.of[f]});
                opportunity.source = all[f].source;
            }
            if (opportunity.places.empty())
                notices.add(Severity::avertissement, "opportunites_absentes", spec.category,
                            spec.id);
        }
        if (opportunity.goal <= 0) opportunity.goal = opportunity.total() / 10;
        opportunities.push_back(std::move(opportunity));
    }
    return opportunities;
}

std::optional<census::Population> read_all_population(const NetworkContext& context,
                                                      Notices& notices) {
    if (context.config.grids.empty()) return std::nullopt;
    report(context.progress, "lecture de la population", 0);
    std::optional<census::Population> all;
    for (const GridSpec& spec : context.config.grids) {
        census::Population own;
        if (spec.kind == GridSpec::Kind::points) {
            const PopulationPoints points = read_population_points(spec, context.read, notices);
            own = census::cells_from_points(points.points);
            own.source = points.source;
        } else {
            own = read_grid(spec, context.read, notices);
        }
        if (all)
            throw ConfigError({context.config.file.string() + ", clé population",
                               "deux populations déclarées", "une seule",
                               "réunir les fichiers, ou n'en garder qu'un"});
        all = std::move(own);
    }
    report(context.progress, "lecture de la population", 1);
    return all;
}

std::optional<census::Buildings> read_all_buildings(const NetworkContext& context,
                                                    Notices& notices) {
    if (context.config.buildings.empty()) return std::nullopt;
    report(context.progress, "lecture des bâtiments", 0);
    census::Buildings all;
    for (const LayerSpec& spec : context.config.buildings) {
        census::Buildings own = read_buildings(spec, context.read, notices);
        all.source = own.source;
        for (census::Building& building : own.items) all.items.push_back(std::move(building));
    }
    report(context.progress, "lecture des bâtiments", 1);
    return all;
}

}  // namespace lisiere::io
