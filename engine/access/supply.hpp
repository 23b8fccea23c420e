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
/// Departures per hour of a period: each trip counts once, at the stop of its pattern that is
/// nearest to the cell among those it leaves from (ties: lowest stop):
///     D = sum over patterns p with a stop in reach of departures per hour of p at its nearest
///     stop.
/// Both directions of a line add up. A line with a heavy mode is in reach within `heavy_reach`, any
/// other within `reach`. No stop in reach is 0 departures, not a missing value.
struct CellSupply {
    /// By period; missing: no timetable or no such day type, or (`hors_couverture`) a stop in reach
    /// is of a feed that hardly covers the period.
    std::vector<Maybe<double>> departures_per_hour;
    std::vector<transit::LineIdx> lines;  ///< in reach on the typical weekday, ascending
    Maybe<double> line_count;
    Maybe<NearestStop> nearest;        ///< served on the typical weekday
    Maybe<NearestStop> nearest_heavy;  ///< the same, tram, metro, train or BHNS
    Maybe<Seconds> last_departure;     ///< of the stops in reach, typical weekday
    friend bool operator==(const CellSupply&, const CellSupply&) = default;
};

/// What leaves each stop in one period; nullopt when the feeds have no day of its type.
using PeriodDepartures = std::optional<Adjacency<transit::StopIdx, transit::LineDepartures>>;
std::vector<PeriodDepartures> period_departures(const transit::Timetable& timetable,
                                                const transit::ServiceDays& days,
                                                std::span<const transit::Period> periods);

/// By cell. `services`: `transit::desserte` of the same timetable. Cells off the network:
/// `non_rattache`.
IndexedVector<census::CellIdx, CellSupply> supply_in_reach(
    const transit::Timetable& timetable, std::span<const PeriodDepartures> departures,
    const IndexedVector<transit::StopIdx, transit::StopService>& services,
    const street::StreetGraph& graph, const CellTies& cells, const StopTies& stops,
    const SupplySettings& settings, Threads threads, const Progress& progress = {});

/// The same where no streets are supplied: straight distance, walked at the settings' pace.
/// Shorter than any walk; whoever publishes it says so.
IndexedVector<census::CellIdx, CellSupply> straight_supply(
    const transit::Timetable& timetable, std::span<const PeriodDepartures> departures,
    const IndexedVector<transit::StopIdx, transit::StopService>& services,
    const census::Population& population, const SupplySettings& settings, Threads threads);

/// Mean of the departures per hour over the residents of a group. `hors_couverture` as soon as one
/// of them has in reach what the timetables do not tell: the others have less, and their mean is
/// not the group's.
Maybe<double> mean_departures(const CellGroup& group,
                              const IndexedVector<census::CellIdx, CellSupply>& supply,
                              std::size_t period);

/// The same shape where there is no timetable: everything `non_disponible`.
IndexedVector<census::CellIdx, CellSupply> no_supply(std::size_t cells, std::size_t periods);

}  // namespace lisiere::access
