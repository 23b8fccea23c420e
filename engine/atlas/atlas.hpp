// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/access/bord.hpp"
#include "engine/access/catchment.hpp"
#include "engine/access/cell_group.hpp"
#include "engine/access/destination_times.hpp"
#include "engine/access/perimeter_access.hpp"
#include "engine/access/quarter_lines.hpp"
#include "engine/access/service_times.hpp"
#include "engine/access/supply.hpp"
#include "engine/atlas/inputs.hpp"
#include "engine/atlas/step_desserte.hpp"
#include "engine/atlas/step_people.hpp"
#include "engine/atlas/step_reach.hpp"
#include "engine/core/memo.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/enclavement/enclavement.hpp"
#include "engine/table/table.hpp"
#include "engine/vecu/areas.hpp"
#include "engine/vecu/bands.hpp"
#include "engine/vecu/local_list.hpp"
#include "engine/vecu/sensitivity.hpp"
#include "engine/vecu/visits.hpp"

namespace lisiere {

/// What may be chosen for a run; every default is that of the part it belongs to.
struct Settings {
    access::AccessSettings access;
    access::SupplySettings supply;
    access::BordOptions bord;
    access::CatchmentOptions catchment;
    /// DEFAULT: 5, 10, 15 min on foot, by bicycle and by car, parking included
    std::vector<Minutes> isochrone_minutes{Minutes{5}, Minutes{10}, Minutes{15}};
    /// DEFAULT: 30 min by transit, the wait included; each limit costs about a second a perimeter
    std::vector<Minutes> transit_isochrone_minutes{Minutes{30}};
    std::vector<Metres> band_distances{Metres{300},
                                       Metres{500}};  ///< DEFAULT: 300 and 500 m (reduced VAT)
    Metres heavy_disc{500};  ///< DEFAULT: 500 m around heavy-line stops (DIVAT)
    std::vector<PerimeterKind> priority{
        PerimeterKind::quartier_prioritaire};  ///< DEFAULT: the State's definition
    std::string calage;  ///< variable or source that published cells are fitted to; empty: none
    std::string centre;  ///< id of the destination that is the agglomeration's centre
    transit::ServiceDays days;  ///< the day each period is measured on
    transit::Day travel_day;    ///< the day travel times are for
    enclavement::IndexSettings index;
    vecu::ChoiceSettings choice;
    vecu::AreaOptions lived;
    LineageSettings lineage;
    Threads threads;
};

/// What the residents of one perimeter reach by one mode.
struct Isochrone {
    PerimeterIdx perimeter;
    access::TravelMode mode = access::TravelMode::marche;
    Minutes limit{0};
    geo::MultiPolygon shape;
    Maybe<double> people;  ///< missing without populated cells
    bool at_rim = false;   ///< the area ends where the streets end: `people` is a least count
};

/// All results of a run: a plain value that the writers take, and nothing else.
/// Parts whose inputs are missing hold absences with their reason, in the same shapes.
struct Atlas {
    Inputs inputs;
    Settings settings;
    Notices notices;

    Residents residents;
    std::vector<bool>
        perimeter_at_edge;           ///< by PerimeterIdx: cut by, or near, the edge of the data
    std::vector<bool> cell_at_edge;  ///< by cell: its reach touches it; empty without streets
    bool at_edge(census::CellIdx cell) const {
        return !cell_at_edge.empty() && cell_at_edge[cell.value()];
    }
    access::CellTies ties;
    /// Those of the run, in the order of `access::every_mode`: asked, and with streets or a
    /// timetable. Walking always; the others' values are `non_disponible` everywhere.
    std::vector<access::TravelMode> modes;
    access::ServiceTimes times;  ///< by CategoryIdx
    /// By CategoryIdx: does the basket count it? In a scenario, that of its base.
    std::vector<bool> basket_counted;
    /// By mode, by cell: share of the basket within 15 min.
    std::array<std::vector<Maybe<double>>, access::travel_mode_count> baskets;
    const std::vector<Maybe<double>>& basket(access::TravelMode mode) const {
        return baskets[static_cast<std::size_t>(mode)];
    }
    bool has(access::TravelMode mode) const {
        return std::find(modes.begin(), modes.end(), mode) != modes.end();
    }
    /// By mode, by cell: minutes to the rim of its streets (`access::rim_minutes`). Empty for
    /// transit and modes the run has not.
    std::array<std::vector<Maybe<double>>, access::travel_mode_count> rim_minutes;
    const std::vector<Maybe<double>>& to_rim(access::TravelMode mode) const {
        return rim_minutes[static_cast<std::size_t>(mode)];
    }
    std::vector<double> rim_metres;  ///< by cell, to the rim of the streets on foot; empty without
    /// By mode; empty tables where nothing was asked.
    std::array<access::ReachFigures, access::travel_mode_count> reach;
    const access::ReachFigures& reach_of(access::TravelMode mode) const {
        return reach[static_cast<std::size_t>(mode)];
    }
    std::vector<FloatingResult> floating;
    access::DestinationTimes own_mairie;
    /// By cell: minutes by car to the nearest motorway interchange; empty without the car.
    std::vector<Maybe<double>> to_interchange;
    std::vector<access::DestinationTimes> destinations;  ///< in the order of inputs.destinations
    access::CellSupplies supply;
    /// What the choices of the uncertainty analysis ask for by other thresholds, by cell:
    /// departures ("departs_h_soiree@5"), and measures of streets and barriers. Empty in a
    /// scenario.
    std::vector<enclavement::CellMeasure> supply_by_threshold;
    std::vector<enclavement::CellMeasure> streets_by_threshold;
    IndexedVector<transit::StopIdx, transit::StopService> stop_services;
    bool straight_walks = false;              ///< no streets: stops in reach as the crow flies
    std::vector<Maybe<double>> supply_index;  ///< by cell; empty without a timetable
    /// [period][perimeter]; empty without a timetable.
    std::vector<std::vector<access::QuarterLines>> quarter_lines;
    std::vector<HeavyArea> heavy_areas;
    access::AccessTable perimeter_access;
    access::AccessTable reference_access;       ///< by ReferenceIdx
    access::AccessTable reference_rest_access;  ///< the same without priority residents
    std::vector<Isochrone> isochrones;
    std::vector<census::IndicatorValue> indicators;
    census::ZoneValues zones;  ///< the same kit by source area and by commune
    enclavement::Enclosure enclosure;
    vecu::Visits visits;
    std::vector<vecu::LivedArea> lived_areas;
    std::vector<vecu::AreaOverlap> lived_overlaps;
    std::vector<vecu::DecayRun> decay_runs;  ///< the same model with other half-decays
    vecu::ListComparison lists;
    std::vector<PerimeterIdx> banded;  ///< the quartiers prioritaires: what `bands` count from
    std::vector<vecu::Band> bands;
    /// Former perimeters beside the quartiers prioritaires; `current` is a PerimeterIdx, `former` a
    /// position in `inputs.former`.
    std::vector<LineageRow> lineage;
    bool lineage_from_cells = false;  ///< people counted in cells; else official ones spread evenly
};

/// The whole analysis: a pure function. Inputs must share the territory's CRS.
/// Cost and guarantees: those of the parts; same bytes with any number of threads, with a memo of
/// earlier runs, an empty one or none. `base`: for a scenario, the analysis of what it changes,
/// with the same perimeters and cells: percentiles are then those of its residents (null: of its
/// own).
Atlas analyse(Inputs inputs, Settings settings, const Progress& progress = {}, Memo* memo = nullptr,
              const Atlas* base = nullptr);

}  // namespace lisiere
