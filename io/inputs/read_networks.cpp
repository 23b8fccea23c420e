// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/read_networks.hpp"

#include <utility>

#include "io/base/names.hpp"
#include "io/base/placed.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "io/layers/read_lines.hpp"
#include "io/layers/read_stops.hpp"
#include "io/osm/read_barriers.hpp"
#include "io/reference/barrier_names.hpp"
#include "io/reference/time_zones.hpp"

namespace lisiere::io {

Project projection_of(const Projector& projector, const LayerSpec& spec) {
    return [&projector, &spec](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
        placed(spec.file_as_written, [&] { projector(from, to); });
    };
}

std::optional<std::vector<street::BarrierPiece>> read_all_barriers(const NetworkContext& context,
                                                                   Notices& notices) {
    if (context.config.barriers.empty()) return std::nullopt;
    report(context.progress, "lecture des coupures", 0);
    const BarrierNames names;
    std::vector<street::BarrierPiece> pieces;
    for (const BarrierSpec& spec : context.config.barriers) {
        auto more = spec.kind == BarrierSpec::Kind::osm
                        ? read_barriers(spec.file, projection_of(context.project, spec), notices)
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

}  // namespace lisiere::io
