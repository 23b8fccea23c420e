// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/atlas/layers.hpp"
#include "engine/atlas/table_builder.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::layers {
namespace {

using transit::StopIdx;

std::string clock(const Maybe<Seconds>& time) {
    if (!time) return {};
    const auto seconds = time.value().count();
    return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
}

std::string modes_of(const Atlas& atlas, StopIdx stop) {
    std::string text;
    std::vector<transit::Mode> seen;
    for (const transit::LineIdx line : atlas.stop_services[stop].lines) {
        const transit::Mode mode = atlas.inputs.timetable->lines()[line].mode;
        if (std::find(seen.begin(), seen.end(), mode) != seen.end()) continue;
        seen.push_back(mode);
        if (!text.empty()) text += ", ";
        text += transit::to_text(mode);
    }
    return text;
}

std::string lines_of(const Atlas& atlas, StopIdx stop) {
    std::vector<std::string> names;
    for (const transit::LineIdx line : atlas.stop_services[stop].lines)
        names.push_back(atlas.inputs.timetable->lines()[line].short_name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return fmt::format("{}", fmt::join(names, ", "));
}

/// Boardable stops inside the study area where something calls.
std::vector<StopIdx> served_stops(const Atlas& atlas) {
    std::vector<StopIdx> stops;
    if (!atlas.inputs.timetable) return stops;
    const auto& all = atlas.inputs.timetable->stops();
    for (const StopIdx stop : indices<StopIdx>(all.size()))
        if (all[stop].boardable && !atlas.stop_services[stop].lines.empty() &&
            atlas.inputs.territory.study_area.contains(all[stop].at))
            stops.push_back(stop);
    return stops;
}

}  // namespace

Table arrets(const Atlas& atlas) {
    TableBuilder<StopIdx> table("arrets", atlas.inputs.territory.crs);
    const auto at = [&](StopIdx stop) -> const transit::Stop& {
        return atlas.inputs.timetable->stops()[stop];
    };
    table.text("id", [at](const StopIdx& stop) { return at(stop).id; })
        .text("nom", [at](const StopIdx& stop) { return at(stop).name; })
        .text("modes", [&](const StopIdx& stop) { return modes_of(atlas, stop); })
        .text("lignes", [&](const StopIdx& stop) { return lines_of(atlas, stop); })
        .boolean("lourd", [&](const StopIdx& stop) { return atlas.stop_services[stop].heavy; });
    for (std::size_t period = 0; period < atlas.inputs.periods.size(); ++period)
        table.real("departs_h_" + atlas.inputs.periods[period].id,
                   [&atlas, period](const StopIdx& stop) {
                       return atlas.stop_services[stop].departures_per_hour[period];
                   });
    table
        .text("premier_depart",
              [&](const StopIdx& stop) { return clock(atlas.stop_services[stop].first_departure); })
        .text("dernier_depart",
              [&](const StopIdx& stop) { return clock(atlas.stop_services[stop].last_departure); })
        .geometry(GeometryType::point,
                  [at](const StopIdx& stop) { return geo::Geometry(at(stop).at); });
    return table.build(served_stops(atlas));
}

Table divat(const Atlas& atlas) {
    std::vector<StopIdx> heavy;
    for (const StopIdx stop : served_stops(atlas))
        if (atlas.stop_services[stop].heavy) heavy.push_back(stop);
    TableBuilder<StopIdx> table("divat", atlas.inputs.territory.crs);
    table.text("id", [&](const StopIdx& stop) { return atlas.inputs.timetable->stops()[stop].id; })
        .text("nom",
              [&](const StopIdx& stop) { return atlas.inputs.timetable->stops()[stop].name; })
        .text("modes", [&](const StopIdx& stop) { return modes_of(atlas, stop); })
        .real("rayon_m",
              [&](const StopIdx&) { return Maybe<double>(atlas.settings.heavy_disc.value()); })
        .geometry(GeometryType::multipolygon, [&](const StopIdx& stop) {
            const geo::Point place = atlas.inputs.timetable->stops()[stop].at;
            return geo::Geometry(
                geo::buffer_points(std::span(&place, 1), atlas.settings.heavy_disc));
        });
    return table.build(heavy);
}

}  // namespace lisiere::layers
