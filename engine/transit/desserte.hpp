// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/transit/service_day.hpp"
#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

/// The periods of design 6.5; bounds are data (geodata/reference/periodes.csv), read by io.
struct Period {
    std::string id;  ///< "pointe_matin", "creuses", "pointe_soir", "soiree", "samedi", "dimanche"
    enum class DayType { ouvrable, samedi, dimanche } day_type = DayType::ouvrable;
    Seconds start{0};
    Seconds end{0};
};

/// Departures per hour at one stop over one period (or several stops, a line counted at one stop
/// only by access/). Departures at the last stop of a trip do not count; nor stops where boarding
/// is not allowed.
struct StopService {
    std::vector<Maybe<double>>
        departures_per_hour;         ///< by period; missing when that day type has no service day
    std::vector<LineIdx> lines;      ///< lines that call on the typical weekday, ascending
    Maybe<Seconds> first_departure;  ///< typical weekday
    Maybe<Seconds> last_departure;
    bool heavy = false;  ///< a tram, metro, train or BHNS calls here
};

/// The day each period is measured on; nullopt where the feeds have no such day.
struct ServiceDays {
    std::optional<Day> ouvrable;
    std::optional<Day> samedi;
    std::optional<Day> dimanche;
};

IndexedVector<StopIdx, StopService> desserte(const Timetable& timetable, const ServiceDays& days,
                                             const std::vector<Period>& periods);

/// Departures of each line (both directions, patterns together) at a stop in a period, for supply
/// "in reach": a place's departures per hour = Σ over lines of the best stop's departures for that
/// line and direction.
struct LineDepartures {
    LineIdx line;
    PatternIdx pattern;
    double per_hour = 0;
};
/// By stop: patterns that leave it in the period, with departures per hour.
Adjacency<StopIdx, LineDepartures> departures_by_line(const DayTimetable& day,
                                                      const Period& period);

}  // namespace lisiere::transit
