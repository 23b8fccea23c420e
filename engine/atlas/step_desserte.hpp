// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/access/catchment.hpp"
#include "engine/access/quarter_lines.hpp"
#include "engine/access/supply.hpp"
#include "engine/access/supply_index.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/core/step.hpp"
#include "engine/enclavement/uncertainty.hpp"
#include "engine/territory/territory.hpp"

namespace lisiere {

/// What lies around a stop of a heavy line: the disc of the DIVAT rule, or what is walked on the
/// streets in the time its radius takes.
struct HeavyArea {
    transit::StopIdx stop;
    bool walked = false;
    geo::MultiPolygon shape;
    Maybe<double> people;                ///< missing without populated cells
    std::vector<PerimeterIdx> quarters;  ///< a disc: within its radius; else more than 1 m² shared
};

/// Public transport in reach.
struct Desserte {
    access::CellSupplies supply;
    IndexedVector<transit::StopIdx, transit::StopService> stop_services;
    std::vector<Maybe<double>> supply_index;  ///< by cell; empty without a timetable
    /// [period][perimeter]; empty without a timetable.
    std::vector<std::vector<access::QuarterLines>> quarter_lines;
    std::vector<HeavyArea> heavy_areas;
    Notices notices;
};

struct DesserteInputs {
    Digested<transit::Timetable> timetable;
    Made<ModeStreets> walked;  ///< null: stops in reach as the crow flies
    Digested<census::Population> population;
    transit::ServiceDays days;
    View<std::vector<transit::Period>> periods;
    access::SupplySettings supply;
    access::SupplyIndexSettings supply_index;
    View<std::vector<access::CellGroup>> residents;  ///< of the perimeters
    View<std::vector<geo::MultiPolygon>> shapes;     ///< of the perimeters
    geo::Box study_area;
    Metres heavy_disc{0};
    access::CatchmentOptions catchment;
    /// Of a scenario whose streets or timetable are not those of its base: what is known of whom.
    View<access::CellSupplies> base;
    Aside<Threads> threads;
};

/// Departures of every stop and cell, lines of every quarter, supply index, areas around heavy
/// stops. Cost: that of `access::supply_in_reach`, and a catchment a heavy stop.
Desserte desserte(const DesserteInputs& inputs, const Progress& progress);

struct OtherReachesInputs {
    Digested<transit::Timetable> timetable;
    Made<ModeStreets> walked;
    transit::ServiceDays days;
    View<std::vector<transit::Period>> periods;
    access::SupplySettings supply;
    std::vector<enclavement::Choice> choices;  ///< those of departures by another threshold
    Aside<Threads> threads;
};

/// Departures in reach within other minutes, as the choices of the uncertainty analysis ask
/// ("departs_h_soiree@5"), by cell; heavy stops as many times farther as they are in what is
/// published. Cost: that of the supply, a threshold.
std::vector<enclavement::CellMeasure> supply_by_other_reaches(const OtherReachesInputs& inputs,
                                                              const Progress& progress);

}  // namespace lisiere
