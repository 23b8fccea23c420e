// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "engine/geo/measure.hpp"
#include "engine/street/build.hpp"
#include "engine/street/islands.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/read_relief.hpp"
#include "io/inputs/read_networks.hpp"
#include "io/layers/read_lines.hpp"
#include "io/osm/read_streets.hpp"
#include "io/osm/way_rules.hpp"

namespace lisiere::io {
namespace {

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

/// What of the declared files is at hand for each mode: OSM files are one network by the ids of
/// their nodes; it and line layers meet at like places.
void add_ways(const NetworkContext& context, const WayProfile& profile,
              std::vector<street::ModeWays>& modes, Notices& notices) {
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
        append_ways(osm_files, profile, projection_of(context.project, *first_osm), modes, notices);
    for (const StreetSpec& spec : context.config.streets) {
        if (spec.kind == StreetSpec::Kind::osm) continue;
        start();
        append_lines(read_street_lines(spec, context.read, notices), line_rule(profile, spec),
                     modes, spec.file.filename().string(), notices);
    }
    for (std::size_t m = 0; m < modes.size(); ++m) modes[m].table.join(starts[m]);
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
    add_ways(context, profile, modes, notices);
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

}  // namespace lisiere::io
