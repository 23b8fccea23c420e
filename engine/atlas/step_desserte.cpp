// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_desserte.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "engine/atlas/nearest_heavy.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/enclavement/from_access.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

using transit::StopIdx;

/// What leaves each stop, and what of it each cell has in reach. `ties`: null without streets.
void supply(Desserte& found, const DesserteInputs& in, const access::StopTies* ties,
            const Progress& progress) {
    const auto departures = access::period_departures(*in.timetable, in.days, *in.periods);
    found.stop_services = transit::desserte(*in.timetable, in.days, *in.periods);
    const access::RunningService service{*in.timetable, departures, found.stop_services,
                                         in.base.at};
    found.supply =
        ties == nullptr
            ? access::straight_supply(service, *in.population, in.supply, in.threads.value)
            : access::supply_in_reach(service, in.walked->graph(), in.walked->cells(), *ties,
                                      in.supply, in.threads.value, progress);
}

/// Stops within reach of every cell, on the streets or, without any, as the crow flies.
access::CellStops stops_in_reach(const DesserteInputs& in, const access::StopTies* ties,
                                 const Progress& progress) {
    const Minutes limit = std::max(in.supply.reach, in.supply.heavy_reach);
    if (ties == nullptr)
        return access::straight_cell_stops(*in.population, *in.timetable, limit,
                                           in.supply.straight_metres_per_minute);
    return access::cell_stops(in.walked->graph(), in.walked->cells(), *ties, limit,
                              in.threads.value, progress);
}

/// Lines of every quarter and supply index of every cell, period by period.
void lines_and_index(Desserte& found, const DesserteInputs& in, const access::CellStops& stops) {
    const std::vector<access::CellGroup>& groups = *in.residents;
    const std::vector<transit::Period>& periods = *in.periods;
    found.quarter_lines.assign(periods.size(), std::vector<access::QuarterLines>(groups.size()));
    found.supply_index.assign(in.population->cells.size(), {});
    for (const transit::DayType type : transit::all_day_types) {
        const std::optional<transit::Day> date = in.days.of(type);
        if (!date) continue;
        const transit::DayTimetable day(*in.timetable, *date);
        for (std::size_t p = 0; p < periods.size(); ++p) {
            const transit::Period& period = periods[p];
            if (period.day_type != type) continue;
            const auto calls = transit::line_calls(day, period);
            for (std::size_t at = 0; at < groups.size(); ++at)
                found.quarter_lines[p][at] =
                    access::lines_in_reach(groups[at], stops, calls, *in.timetable, in.supply);
            if (period.id != in.supply_index.period) continue;
            for (std::size_t c = 0; c < found.supply_index.size(); ++c) {
                const census::CellIdx cell{c};
                const Maybe<double>& departures = found.supply[cell].departures_per_hour[p];
                found.supply_index[c] =
                    departures ? Maybe<double>(access::supply_index(stops[cell], calls,
                                                                    *in.timetable, period.hours(),
                                                                    in.supply_index, in.supply))
                               : Maybe<double>(departures.absence());
            }
        }
    }
}

/// What is walked around each heavy stop in the time that the radius of its disc takes.
std::vector<geo::MultiPolygon> walked_around(const std::vector<StopIdx>& heavy,
                                             const DesserteInputs& in,
                                             const access::StopTies& ties) {
    const std::vector<Minutes> limit{
        Minutes{in.heavy_disc.value() / in.supply.straight_metres_per_minute}};
    std::vector<geo::MultiPolygon> walked(heavy.size());
    for_each_chunk(
        heavy.size(), 1, in.threads.value, [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t i = begin; i < end; ++i) {
                const auto& tie = ties[heavy[i]];
                if (!tie) continue;
                walked[i] = access::street_catchments(in.walked->graph(), std::span(&*tie, 1),
                                                      limit, in.catchment)
                                .front();
            }
        });
    return walked;
}

/// A disc around every heavy stop of the study area and, on streets, what is walked around it.
void heavy_areas(Desserte& found, const DesserteInputs& in, const access::StopTies* ties) {
    std::vector<StopIdx> heavy = heavy_stops(*in.timetable, found.stop_services);
    std::erase_if(heavy, [&](StopIdx stop) {
        return !in.study_area.contains(in.timetable->stops()[stop].at);
    });
    std::vector<geo::MultiPolygon> walked(heavy.size());
    if (ties != nullptr) walked = walked_around(heavy, in, *ties);
    for (std::size_t i = 0; i < heavy.size(); ++i) {
        const geo::Point at = in.timetable->stops()[heavy[i]].at;
        found.heavy_areas.push_back(
            {heavy[i], false, geo::buffer_points(std::span(&at, 1), in.heavy_disc), {}, {}});
        if (!walked[i].empty())
            found.heavy_areas.push_back({heavy[i], true, std::move(walked[i]), {}, {}});
    }
    std::vector<geo::MultiPolygon> shapes;
    for (const HeavyArea& area : found.heavy_areas) shapes.push_back(area.shape);
    if (!in.population->cells.empty()) {
        const std::vector<double> people = people_in(*in.population, shapes, in.threads.value);
        for (std::size_t i = 0; i < people.size(); ++i) found.heavy_areas[i].people = people[i];
    }
    // A disc reaches what lies within its radius, to the metre; its drawing has corners.
    const auto reaches = [&](const HeavyArea& area, const geo::MultiPolygon& quarter) {
        if (area.walked) return geo::intersection_area(area.shape, quarter).value() > 1.0;
        const geo::Point& at = in.timetable->stops()[area.stop].at;
        return geo::bounds(quarter).grown(in.heavy_disc.value()).contains(at) &&
               geo::distance_to(quarter, at) <= in.heavy_disc;
    };
    for (HeavyArea& area : found.heavy_areas)
        for (std::size_t at = 0; at < in.shapes->size(); ++at)
            if (!(*in.shapes)[at].empty() && reaches(area, (*in.shapes)[at]))
                area.quarters.emplace_back(at);
}

/// On the streets; empty without.
access::StopTies ties_of(const DesserteInputs& in, Notices& notices) {
    if (!in.walked) return {};
    return access::snap_stops(*in.timetable, in.walked->snapper(), in.threads.value, notices);
}

}  // namespace

Desserte departures_alone(const DesserteInputs& in, const Progress& progress) {
    Desserte found;
    const access::StopTies ties = ties_of(in, found.notices);
    supply(found, in, in.walked ? &ties : nullptr, progress);
    return found;
}

Desserte desserte(const DesserteInputs& in, const Progress& progress) {
    Desserte found;
    const access::StopTies ties = ties_of(in, found.notices);
    const access::StopTies* on_streets = in.walked ? &ties : nullptr;
    supply(found, in, on_streets, progress);
    lines_and_index(found, in, stops_in_reach(in, on_streets, progress));
    heavy_areas(found, in, on_streets);
    return found;
}

std::vector<enclavement::CellMeasure> supply_by_other_reaches(const OtherReachesInputs& in,
                                                              const Progress& progress) {
    std::vector<enclavement::CellMeasure> found;
    std::map<std::string, std::vector<const enclavement::Choice*>> by_reach;
    for (const enclavement::Choice& choice : in.choices) by_reach[choice.value].push_back(&choice);
    if (by_reach.empty()) return found;
    Notices said_before;  // `desserte` tells which stops are off the streets
    const access::StopTies ties =
        access::snap_stops(*in.timetable, in.walked->snapper(), in.threads.value, said_before);
    const auto departures = access::period_departures(*in.timetable, in.days, *in.periods);
    const auto services = transit::desserte(*in.timetable, in.days, *in.periods);
    for (const auto& [reach, choices] : by_reach) {
        access::SupplySettings settings = in.supply;
        settings.reach = Minutes{choices.front()->threshold};
        settings.heavy_reach = Minutes{settings.reach.count() * in.supply.heavy_reach.count() /
                                       in.supply.reach.count()};
        const access::CellSupplies supply =
            access::supply_in_reach({*in.timetable, departures, services}, in.walked->graph(),
                                    in.walked->cells(), ties, settings, in.threads.value, progress);
        for (enclavement::CellMeasure& measure : enclavement::supply_measures(supply, *in.periods))
            for (const enclavement::Choice* choice : choices)
                if (choice->measure == measure.id)
                    found.push_back(
                        {enclavement::variant_id(measure.id, reach), std::move(measure.values)});
    }
    return found;
}

}  // namespace lisiere
