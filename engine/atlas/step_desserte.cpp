// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>

#include "engine/access/catchment.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/nearest_heavy.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/core/kept.hpp"
#include "engine/enclavement/from_access.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

using transit::StopIdx;

/// What the step leaves in the atlas, under the same names.
struct Desserte {
    access::CellSupplies supply;
    std::vector<enclavement::CellMeasure> supply_by_threshold;
    IndexedVector<StopIdx, transit::StopService> stop_services;
    std::vector<Maybe<double>> supply_index;
    std::vector<std::vector<access::QuarterLines>> quarter_lines;
    std::vector<HeavyArea> heavy_areas;
    Notices notices;
};

/// What leaves each stop, and what of it each cell has in reach.
void supply(Desserte& found, const Atlas& atlas, const access::CellSupplies* base,
            const access::StopTies* ties, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Settings& settings = atlas.settings;
    const auto departures = access::period_departures(*in.timetable, settings.days, in.periods);
    found.stop_services = transit::desserte(*in.timetable, settings.days, in.periods);
    const access::RunningService service{*in.timetable, departures, found.stop_services, base};
    found.supply =
        ties == nullptr
            ? access::straight_supply(service, *in.population, settings.supply, settings.threads)
            : access::supply_in_reach(service, *in.streets, atlas.ties, *ties, settings.supply,
                                      settings.threads, progress);
}

/// Departures in reach within other minutes, as the choices of the uncertainty analysis ask; heavy
/// stops as many times farther as they are in what is published.
void supply_by_threshold(Desserte& found, const Atlas& atlas, const access::StopTies& ties,
                         const Progress& progress) {
    const Inputs& in = atlas.inputs;
    std::map<std::string, std::vector<const enclavement::Choice*>> by_reach;
    for (const enclavement::Choice& choice : in.choices)
        if (choice.kind == enclavement::ChoiceKind::other_threshold &&
            choice.measure.starts_with("departs_h_"))
            by_reach[choice.value].push_back(&choice);
    if (by_reach.empty()) return;
    const auto departures =
        access::period_departures(*in.timetable, atlas.settings.days, in.periods);
    for (const auto& [reach, choices] : by_reach) {
        access::SupplySettings settings = atlas.settings.supply;
        settings.reach = Minutes{choices.front()->threshold};
        settings.heavy_reach =
            Minutes{settings.reach.count() * atlas.settings.supply.heavy_reach.count() /
                    atlas.settings.supply.reach.count()};
        const access::CellSupplies supply =
            access::supply_in_reach({*in.timetable, departures, found.stop_services}, *in.streets,
                                    atlas.ties, ties, settings, atlas.settings.threads, progress);
        for (enclavement::CellMeasure& measure : enclavement::supply_measures(supply, in.periods))
            for (const enclavement::Choice* choice : choices)
                if (choice->measure == measure.id)
                    found.supply_by_threshold.push_back(
                        {enclavement::variant_id(measure.id, reach), std::move(measure.values)});
    }
}

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
void lines_and_index(Desserte& found, const Atlas& atlas, const access::CellStops& stops) {
    const Inputs& in = atlas.inputs;
    const auto& groups = atlas.residents.perimeters;
    found.quarter_lines.assign(in.periods.size(), std::vector<access::QuarterLines>(groups.size()));
    found.supply_index.assign(cell_count(atlas), {});
    for (const transit::DayType type : transit::all_day_types) {
        const std::optional<transit::Day> date = atlas.settings.days.of(type);
        if (!date) continue;
        const transit::DayTimetable day(*in.timetable, *date);
        for (std::size_t p = 0; p < in.periods.size(); ++p) {
            const transit::Period& period = in.periods[p];
            if (period.day_type != type) continue;
            const auto calls = transit::line_calls(day, period);
            for (std::size_t at = 0; at < groups.size(); ++at)
                found.quarter_lines[p][at] = access::lines_in_reach(
                    groups[at], stops, calls, *in.timetable, atlas.settings.supply);
            if (period.id != in.supply_index.period) continue;
            for (std::size_t c = 0; c < found.supply_index.size(); ++c) {
                const census::CellIdx cell{c};
                const Maybe<double>& departures = found.supply[cell].departures_per_hour[p];
                found.supply_index[c] = departures
                                            ? Maybe<double>(access::supply_index(
                                                  stops[cell], calls, *in.timetable, period.hours(),
                                                  in.supply_index, atlas.settings.supply))
                                            : Maybe<double>(departures.absence());
            }
        }
    }
}

/// A disc around every heavy stop of the study area and, on streets, what is walked in the time
/// that its radius takes.
void heavy_areas(Desserte& found, const Atlas& atlas, const access::StopTies* ties) {
    const Inputs& in = atlas.inputs;
    std::vector<StopIdx> heavy = heavy_stops(*in.timetable, found.stop_services);
    std::erase_if(heavy, [&](StopIdx stop) {
        return !in.territory.study_area.contains(in.timetable->stops()[stop].at);
    });
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
                               walked[i] =
                                   access::street_catchments(*in.streets, std::span(&*tie, 1),
                                                             limit, atlas.settings.catchment)
                                       .front();
                           }
                       });
    for (std::size_t i = 0; i < heavy.size(); ++i) {
        const geo::Point at = in.timetable->stops()[heavy[i]].at;
        found.heavy_areas.push_back(
            {heavy[i], false, geo::buffer_points(std::span(&at, 1), radius), {}, {}});
        if (!walked[i].empty())
            found.heavy_areas.push_back({heavy[i], true, std::move(walked[i]), {}, {}});
    }
    std::vector<geo::MultiPolygon> shapes;
    for (const HeavyArea& area : found.heavy_areas) shapes.push_back(area.shape);
    if (cell_count(atlas) > 0) {
        const std::vector<double> people = people_in(atlas, shapes);
        for (std::size_t i = 0; i < people.size(); ++i) found.heavy_areas[i].people = people[i];
    }
    const auto& perimeters = in.territory.perimeters;
    // A disc reaches what lies within its radius, to the metre; its drawing has corners.
    const auto reaches = [&](const HeavyArea& area, const geo::MultiPolygon& quarter) {
        if (area.walked) return geo::intersection_area(area.shape, quarter).value() > 1.0;
        const geo::Point& at = in.timetable->stops()[area.stop].at;
        return geo::bounds(quarter).grown(radius.value()).contains(at) &&
               geo::distance_to(quarter, at) <= radius;
    };
    for (HeavyArea& area : found.heavy_areas)
        for (const PerimeterIdx at : indices<PerimeterIdx>(perimeters.size()))
            if (perimeters[at].shape && reaches(area, *perimeters[at].shape))
                area.quarters.push_back(at);
}

Desserte desserte(const Atlas& atlas, const access::CellSupplies* base,
                  const street::Snapper* snapper, const Progress& progress) {
    Desserte found;
    access::StopTies ties;
    if (snapper != nullptr)
        ties = access::snap_stops(*atlas.inputs.timetable, *snapper, atlas.settings.threads,
                                  found.notices);
    const access::StopTies* on_streets = snapper != nullptr ? &ties : nullptr;
    supply(found, atlas, base, on_streets, progress);
    if (on_streets != nullptr) supply_by_threshold(found, atlas, ties, progress);
    lines_and_index(found, atlas, stops_in_reach(atlas, on_streets, progress));
    heavy_areas(found, atlas, on_streets);
    return found;
}

}  // namespace

void desserte_step(Atlas& atlas, const Atlas* base, const street::Snapper* snapper, StepMemo& memo,
                   const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Settings& settings = atlas.settings;
    if (!in.timetable) {
        atlas.supply = access::no_supply(cell_count(atlas), in.periods.size());
        return;
    }
    atlas.straight_walks = snapper == nullptr;
    if (atlas.straight_walks)
        atlas.notices.add(Severity::avertissement, "desserte_a_vol_d_oiseau", "horaires",
                          "pas de rues : les arrêts à portée sont comptés à vol d'oiseau, plus "
                          "près qu'ils ne sont");
    Desserte found = kept(
        memo.memo(), progress, "desserte",
        [&] {
            return desserte(atlas, base != nullptr ? &base->supply : nullptr, snapper, progress);
        },
        memo.timetable(), memo.streets(access::TravelMode::marche), atlas.straight_walks,
        settings.access.snap, in.population->cells, atlas.ties, atlas.residents.perimeters,
        perimeter_shapes(atlas), in.territory.study_area, in.periods, in.supply_index,
        settings.supply, settings.days.ouvrable, settings.days.samedi, settings.days.dimanche,
        settings.days.ouvrable_vacances, settings.heavy_disc, settings.catchment, in.choices);
    atlas.notices.add(found.notices);
    atlas.supply = std::move(found.supply);
    atlas.supply_by_threshold = std::move(found.supply_by_threshold);
    atlas.stop_services = std::move(found.stop_services);
    atlas.supply_index = std::move(found.supply_index);
    atlas.quarter_lines = std::move(found.quarter_lines);
    atlas.heavy_areas = std::move(found.heavy_areas);
}

}  // namespace lisiere
