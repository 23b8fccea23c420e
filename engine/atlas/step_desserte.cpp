// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/access/catchment.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

using transit::StopIdx;

/// Stops within reach of every cell, on the streets or, without any, as the crow flies.
access::CellStops stops_in_reach(const Atlas& atlas, const access::StopTies* ties,
                                 const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const access::SupplySettings& reach = atlas.settings.supply;
    const Minutes limit = std::max(reach.reach, reach.heavy_reach);
    if (ties == nullptr)
        return access::straight_cell_stops(*in.population, *in.timetable, limit,
                                           reach.straight_metres_per_minute);
    return access::cell_stops(*in.streets, atlas.ties, *ties, limit, atlas.settings.threads,
                              progress);
}

/// Lines of every quarter and supply index of every cell, period by period.
void lines_and_index(Atlas& atlas, const access::CellStops& stops) {
    const Inputs& in = atlas.inputs;
    const auto& groups = atlas.residents.perimeters;
    atlas.quarter_lines.assign(in.periods.size(),
                               std::vector<std::vector<access::LineInReach>>(groups.size()));
    atlas.supply_index.assign(cell_count(atlas), {});
    for (const transit::DayType type : transit::all_day_types) {
        const std::optional<transit::Day> date = atlas.settings.days.of(type);
        if (!date) continue;
        const transit::DayTimetable day(*in.timetable, *date);
        for (std::size_t p = 0; p < in.periods.size(); ++p) {
            const transit::Period& period = in.periods[p];
            if (period.day_type != type) continue;
            const auto calls = transit::line_calls(day, period);
            for (std::size_t at = 0; at < groups.size(); ++at)
                atlas.quarter_lines[p][at] = access::lines_in_reach(
                    groups[at], stops, calls, *in.timetable, atlas.settings.supply);
            if (period.id != in.supply_index.period) continue;
            const double hours = static_cast<double>((period.end - period.start).count()) / 3600;
            for (std::size_t c = 0; c < atlas.supply_index.size(); ++c) {
                const census::CellIdx cell{c};
                const Maybe<double>& departures = atlas.supply[cell].departures_per_hour[p];
                atlas.supply_index[c] = departures ? Maybe<double>(access::supply_index(
                                                         stops[cell], calls, *in.timetable, hours,
                                                         in.supply_index, atlas.settings.supply))
                                                   : Maybe<double>(departures.absence());
            }
        }
    }
}

/// A disc around every heavy stop of the study area and, on streets, what is walked in the time
/// that its radius takes.
void heavy_areas(Atlas& atlas, const access::StopTies* ties) {
    const Inputs& in = atlas.inputs;
    std::vector<StopIdx> heavy;
    for (const StopIdx stop : indices<StopIdx>(atlas.stop_services.size()))
        if (atlas.stop_services[stop].heavy && !atlas.stop_services[stop].lines.empty() &&
            in.timetable->stops()[stop].boardable &&
            in.territory.study_area.contains(in.timetable->stops()[stop].at))
            heavy.push_back(stop);
    const Metres radius = atlas.settings.heavy_disc;
    const std::vector<Minutes> limit{
        Minutes{radius.value() / atlas.settings.supply.straight_metres_per_minute}};
    std::vector<geo::MultiPolygon> walked(heavy.size());
    if (ties != nullptr)
        for_each_chunk(heavy.size(), 1, atlas.settings.threads,
                       [&](std::size_t begin, std::size_t end, unsigned) {
                           for (std::size_t i = begin; i < end; ++i) {
                               const auto& tie = (*ties)[heavy[i]];
                               if (!tie) continue;
                               walked[i] = access::walk_catchments(*in.streets, std::span(&*tie, 1),
                                                                   limit, atlas.settings.catchment)
                                               .front();
                           }
                       });
    for (std::size_t i = 0; i < heavy.size(); ++i) {
        const geo::Point at = in.timetable->stops()[heavy[i]].at;
        atlas.heavy_areas.push_back(
            {heavy[i], false, geo::buffer_points(std::span(&at, 1), radius), {}, {}});
        if (!walked[i].empty())
            atlas.heavy_areas.push_back({heavy[i], true, std::move(walked[i]), {}, {}});
    }
    std::vector<geo::MultiPolygon> shapes;
    for (const HeavyArea& area : atlas.heavy_areas) shapes.push_back(area.shape);
    if (cell_count(atlas) > 0) {
        const std::vector<double> people = people_in(atlas, shapes);
        for (std::size_t i = 0; i < people.size(); ++i) atlas.heavy_areas[i].people = people[i];
    }
    const auto& perimeters = in.territory.perimeters;
    for (HeavyArea& area : atlas.heavy_areas)
        for (const PerimeterIdx at : indices<PerimeterIdx>(perimeters.size()))
            if (perimeters[at].shape &&
                geo::intersection_area(area.shape, *perimeters[at].shape).value() > 1.0)
                area.quarters.push_back(at);
}

}  // namespace

void desserte_step(Atlas& atlas, const street::Snapper* snapper, const Progress& progress) {
    if (!atlas.inputs.timetable) return;
    atlas.straight_walks = snapper == nullptr;
    if (atlas.straight_walks)
        atlas.notices.add(Severity::avertissement, "desserte_a_vol_d_oiseau", "horaires",
                          "pas de rues : les arrêts à portée sont comptés à vol d'oiseau, plus "
                          "près qu'ils ne sont");
    access::StopTies ties;
    if (snapper != nullptr) {
        Notices said_before;  // access_step told which stops are off the streets
        ties = access::snap_stops(*atlas.inputs.timetable, *snapper, atlas.settings.threads,
                                  said_before);
    }
    const access::StopTies* on_streets = snapper != nullptr ? &ties : nullptr;
    lines_and_index(atlas, stops_in_reach(atlas, on_streets, progress));
    heavy_areas(atlas, on_streets);
}

}  // namespace lisiere
