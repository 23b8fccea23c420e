// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

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
        if (const std::string& name = atlas.inputs.timetable->lines()[line].short_name;
            !name.empty())
            names.push_back(name);
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

/// Departures per hour of one period over those of another; missing with either, or over nothing.
Maybe<double> ratio_of(const Atlas& atlas, const std::vector<Maybe<double>>& departures,
                       std::string_view above, std::string_view below) {
    const auto of = [&](std::string_view id) -> Maybe<double> {
        for (std::size_t p = 0; p < departures.size(); ++p)
            if (atlas.inputs.periods[p].id == id) return departures[p];
        return {};
    };
    const Maybe<double> a = of(above);
    const Maybe<double> b = of(below);
    if (!a || !b) return a ? b.absence() : a.absence();
    if (*b <= 0) return Absence::sans_objet;
    return *a / *b;
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
    const auto ratio = [&](std::string_view above, std::string_view below) {
        return [&atlas, above, below](const StopIdx& stop) {
            return ratio_of(atlas, atlas.stop_services[stop].departures_per_hour, above, below);
        };
    };
    table
        .text("premier_depart",
              [&](const StopIdx& stop) { return clock(atlas.stop_services[stop].first_departure); })
        .text("dernier_depart",
              [&](const StopIdx& stop) { return clock(atlas.stop_services[stop].last_departure); })
        .real("amplitude_h",
              [&](const StopIdx& stop) -> Maybe<double> {
                  const transit::StopService& service = atlas.stop_services[stop];
                  if (!service.first_departure) return service.first_departure.absence();
                  return (*service.last_departure - *service.first_departure).count() / 3600.0;
              })
        .real("plus_long_intervalle_min",
              [&](const StopIdx& stop) -> Maybe<double> {
                  const Maybe<Seconds>& gap = atlas.stop_services[stop].longest_gap;
                  if (!gap) return gap.absence();
                  return gap.value().count() / 60.0;
              })
        .real("rapport_soiree_pointe", ratio("soiree", "pointe_matin"))
        .real("rapport_dimanche_semaine", ratio("dimanche", "journee"))
        .geometry(GeometryType::point,
                  [at](const StopIdx& stop) { return geo::Geometry(at(stop).at); });
    return table.build(served_stops(atlas));
}

Table divat(const Atlas& atlas) {
    const auto stop = [&](const HeavyArea& area) -> const transit::Stop& {
        return atlas.inputs.timetable->stops()[area.stop];
    };
    TableBuilder<HeavyArea> table("divat", atlas.inputs.territory.crs);
    table.text("id", [=](const HeavyArea& area) { return stop(area).id; })
        .text("nom", [=](const HeavyArea& area) { return stop(area).name; })
        .text("modes", [&](const HeavyArea& area) { return modes_of(atlas, area.stop); })
        .text("forme",
              [](const HeavyArea& area) { return std::string(area.walked ? "a_pied" : "disque"); })
        .real("rayon_m",
              [&](const HeavyArea&) { return Maybe<double>(atlas.settings.heavy_disc.value()); })
        .real("population", [](const HeavyArea& area) { return area.people; })
        .text("quartiers",
              [&](const HeavyArea& area) {
                  std::string text;
                  for (const PerimeterIdx at : area.quarters)
                      text += (text.empty() ? "" : ", ") + atlas.inputs.territory.perimeters[at].id;
                  return text;
              })
        .geometry(GeometryType::multipolygon,
                  [](const HeavyArea& area) { return geo::Geometry(area.shape); });
    return table.build(atlas.heavy_areas);
}

}  // namespace lisiere::layers
