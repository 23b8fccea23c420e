// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/read_networks.hpp"

#include "engine/census/cells.hpp"
#include "engine/street/build.hpp"
#include "engine/street/islands.hpp"
#include "io/base/error.hpp"
#include "io/gdal/read_facilities.hpp"
#include "io/gdal/read_lines.hpp"
#include "io/gdal/read_population.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "io/osm/read_barriers.hpp"
#include "io/osm/read_pois.hpp"
#include "io/osm/read_streets.hpp"
#include "io/osm/way_profile.hpp"

namespace lisiere::io {
namespace {

Project projection(const Projector& projector) {
    return [&projector](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
        projector(from, to);
    };
}

/// Speed and flags of a street of a line layer, by the same table as OSM ways. Without a class
/// column every street is walked at the declared speed, else at that of an ordinary street.
WalkRule walk_rule(const WayProfile& profile, const StreetSpec& spec) {
    return [&profile, &spec](const StreetLine& line) -> std::optional<Walkable> {
        const WayRule* rule = nullptr;
        for (const char* vocabulary : {"osm", "bdtopo"})
            if (rule == nullptr) rule = profile.find(vocabulary, line.kind);
        const bool allowed =
            line.foot == "yes" || line.foot == "designated" || line.foot == "permissive";
        const bool forbidden =
            line.foot == "no" || (!allowed && (line.access == "no" || line.access == "private"));
        if (forbidden) return std::nullopt;
        if (rule == nullptr) rule = profile.find("osm", "residential");
        if (rule->walkable == Walking::no || (rule->walkable == Walking::if_allowed && !allowed))
            return std::nullopt;
        Walkable walkable;
        walkable.speed_kmh = spec.speed_kmh > 0 ? spec.speed_kmh : rule->speed_kmh;
        walkable.flags = rule->walkers_only ? static_cast<std::uint8_t>(street::WayFlag::footway)
                                            : std::uint8_t{0};
        return walkable;
    };
}

}  // namespace

std::optional<street::StreetGraph> read_all_streets(const NetworkContext& context,
                                                    Notices& notices) {
    if (context.config.streets.empty()) return std::nullopt;
    report(context.progress, "lecture des rues", 0);
    const WayProfile profile = read_way_profile();
    street::WayTable table;
    for (const StreetSpec& spec : context.config.streets) {
        if (spec.kind == StreetSpec::Kind::osm) {
            append_ways(spec.file, profile, projection(context.project), table, notices);
            continue;
        }
        const street::WayTable lines =
            to_way_table(read_street_lines(spec, context.read, notices), walk_rule(profile, spec));
        table.append(lines);
    }
    street::StreetGraph graph = street::build_graph(table);
    street::note_islands(graph, context.config.streets.front().file.filename().string(), notices);
    report(context.progress, "lecture des rues", 1);
    return graph;
}

std::optional<std::vector<street::BarrierPiece>> read_all_barriers(const NetworkContext& context,
                                                                   Notices& notices) {
    if (context.config.barriers.empty()) return std::nullopt;
    report(context.progress, "lecture des coupures", 0);
    std::vector<street::BarrierPiece> pieces;
    for (const BarrierSpec& spec : context.config.barriers) {
        auto more = spec.kind == BarrierSpec::Kind::osm
                        ? read_barriers(spec.file, projection(context.project), notices)
                        : read_barrier_lines(spec, context.read, notices);
        for (street::BarrierPiece& piece : more) {
            piece.source = spec.source;
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
        feeds.push_back(FeedFiles::open(spec.file));
    TimetableOptions options;
    options.threads = context.threads;
    options.progress = context.progress;
    return read_timetable(feeds, projection(context.project), notices, options);
}

IndexedVector<access::FacilityIdx, access::Facility> read_all_facilities(
    const NetworkContext& context, const census::AreaTable* iris, std::span<const Commune> communes,
    Notices& notices) {
    IndexedVector<access::FacilityIdx, access::Facility> all;
    if (context.config.facilities.empty()) return all;
    report(context.progress, "lecture des équipements", 0);
    for (const FacilitySpec& spec : context.config.facilities) {
        if (spec.kind == FacilitySpec::Kind::osm) {
            for (access::Facility& facility : read_osm_facilities(
                     spec.file, context.categories, projection(context.project), notices)) {
                facility.source = spec.source;
                all.push_back(std::move(facility));
            }
            continue;
        }
        for (access::Facility& facility :
             read_facilities(spec, context.categories, {iris, communes}, context.read, notices))
            all.push_back(std::move(facility));
    }
    report(context.progress, "lecture des équipements", 1);
    return all;
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

}  // namespace lisiere::io
