// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/transit_network.hpp"
#include "engine/transit/desserte.hpp"

namespace lisiere::access {

struct SupplySettings {
    Minutes reach{8};  ///< DEFAULT: 8 min to a bus stop (640 m at 80 m/min, the radius of PTAL)
    Minutes heavy_reach{
        12};  ///< DEFAULT: 12 min to a tram, metro, train or BHNS stop (960 m, idem)
    double straight_metres_per_minute =
        80;                  ///< DEFAULT: pace of PTAL; only where no streets are supplied
    Minutes stop_limit{60};  ///< DEFAULT: the nearest stop is looked for up to 60 min on foot
};

struct NearestStop {
    transit::StopIdx stop;
    double minutes = 0;
    double metres = 0;  ///< of that walk
    friend bool operator==(const NearestStop&, const NearestStop&) = default;
};

/// What public transport offers within walking reach of a cell.
/// Departures per hour of a period: the trips that leave, in the period, one stop in reach at
/// least, each once, over the hours of the period. Both directions of a line add up. A line with a
/// heavy mode is in reach within `heavy_reach`, any other within `reach`. No stop in reach is 0
/// departures, not a missing value. Streets, lines or trips that are only added raise it or leave
/// it; that are only closed lower it or leave it.
struct CellSupply {
    /// By period; missing: no timetable or no such day type, or (`hors_couverture`) a stop in reach
    /// is of a feed that hardly covers the period.
    std::vector<Maybe<double>> departures_per_hour;
    std::vector<transit::LineIdx> lines;  ///< in reach on the typical weekday, ascending
    Maybe<double> line_count;
    Maybe<NearestStop> nearest;        ///< served on the typical weekday
    Maybe<NearestStop> nearest_heavy;  ///< the same, tram, metro, train or BHNS
    friend bool operator==(const CellSupply&, const CellSupply&) = default;
};
using CellSupplies = IndexedVector<census::CellIdx, CellSupply>;

/// The trips of one period; nullopt when the feeds have no day of its type.
struct LeavingTrips {
    Adjacency<transit::StopIdx, transit::TripsLeaving> by_stop;
    double hours = 0;
};
using PeriodDepartures = std::optional<LeavingTrips>;
std::vector<PeriodDepartures> period_departures(const transit::Timetable& timetable,
                                                const transit::ServiceDays& days,
                                                std::span<const transit::Period> periods);

/// What runs.
struct RunningService {
    const transit::Timetable& timetable;
    std::span<const PeriodDepartures> departures;
    /// `transit::desserte` of the same timetable and periods.
    const IndexedVector<transit::StopIdx, transit::StopService>& stops;
    /// Of a scenario: what its base found for the same cells. Departures are known of whom they
    /// were; where they were and a stop without hours comes into reach, those that are told are
    /// the least there is. Where the last stop closes, a cell is `non_desservi`, which is known.
    const CellSupplies* base = nullptr;
};

/// By cell. Cells off the network: `non_rattache`. Cost: a search of the streets a cell, and a sort
/// of the (pattern, stop) pairs it has in reach a period.
CellSupplies supply_in_reach(const RunningService& service, const street::StreetGraph& graph,
                             const CellTies& cells, const StopTies& stops,
                             const SupplySettings& settings, Threads threads,
                             const Progress& progress = {});

/// The same where no streets are supplied: straight distance, walked at the settings' pace.
/// Shorter than any walk; whoever publishes it says so.
CellSupplies straight_supply(const RunningService& service, const census::Population& population,
                             const SupplySettings& settings, Threads threads);

/// Mean of the departures per hour over the residents of a group. `hors_couverture` as soon as one
/// of them has in reach what the timetables do not tell: the others have less, and their mean is
/// not the group's.
Maybe<double> mean_departures(const CellGroup& group, const CellSupplies& supply,
                              std::size_t period);

/// The same shape where there is no timetable: everything `non_disponible`.
CellSupplies no_supply(std::size_t cells, std::size_t periods);

}  // namespace lisiere::access
