// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
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
    using DayType = transit::DayType;
    DayType day_type = DayType::ouvrable;
    Seconds start{0};
    Seconds end{0};

    double hours() const { return static_cast<double>((end - start).count()) / 3600; }
};

/// Departures per hour at one stop over one period. Departures at the last stop of a trip do not
/// count; nor stops where boarding is not allowed. Where a line calls at hours nobody has told
/// (Timetable::untimed_lines), nothing that rests on hours is known of the stop, whatever else
/// calls: `non_disponible` where no trip is known at all, else `hors_couverture`. A part is never
/// given as the whole.
struct StopService {
    std::vector<Maybe<double>>
        departures_per_hour;  ///< by period; missing when that day type has no service day
                              ///< (`non_disponible`), or when the stop's feed hardly covers the
                              ///< period (`hors_couverture`, see coverage.hpp)
    /// Lines that call on the typical weekday, and those without hours, ascending.
    std::vector<LineIdx> lines;
    /// One may board here: a trip of the typical weekday's own leaves, or a line without hours
    /// calls.
    bool served = false;
    /// Of the typical weekday's own trips: the last may pass 24 h, and the night of the day before,
    /// counted with its own day, is no start of this one.
    Maybe<Seconds> first_departure;
    Maybe<Seconds> last_departure;
    /// Longest time between two departures in a row of the typical weekday, whatever the line;
    /// `sans_objet` with fewer than two.
    Maybe<Seconds> longest_gap;
    bool heavy = false;  ///< a tram, metro, train or BHNS calls here
};

/// The day each period is measured on; nullopt where the feeds have no such day.
struct ServiceDays {
    std::optional<Day> ouvrable;
    std::optional<Day> samedi;
    std::optional<Day> dimanche;
    std::optional<Day> ouvrable_vacances = std::nullopt;

    std::optional<Day> of(DayType type) const {
        switch (type) {
            case DayType::ouvrable:
                return ouvrable;
            case DayType::ouvrable_vacances:
                return ouvrable_vacances;
            case DayType::samedi:
                return samedi;
            case DayType::dimanche:
                return dimanche;
        }
        return std::nullopt;
    }
};

IndexedVector<StopIdx, StopService> desserte(const Timetable& timetable, const ServiceDays& days,
                                             const std::vector<Period>& periods);

/// Trips of one pattern that leave a stop in a period: a stretch [first, last) of those of the day
/// (`DayTimetable::trips`), in which none overtakes another.
struct TripsLeaving {
    LineIdx line;
    PatternIdx pattern;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};
/// By stop, by pattern then position: where one may board and something leaves in the period. A
/// pattern that calls twice has two stretches, which may overlap.
Adjacency<StopIdx, TripsLeaving> trips_leaving(const DayTimetable& day, const Period& period);

/// Trips of some stretches, each once however many hold it. Sorts them by pattern. Cost: the sort.
std::size_t distinct_trips(std::vector<TripsLeaving>& stretches);

/// What a stop offers of one line in one direction over a period.
struct LineCalls {
    LineIdx line;
    std::uint8_t direction = 0;
    PatternIdx main;                       ///< with most departures: says the terminus
    std::vector<std::int32_t> departures;  ///< ascending
};
/// By stop, ascending by line then direction; only what departs, where one may board.
IndexedVector<StopIdx, std::vector<LineCalls>> line_calls(const DayTimetable& day,
                                                          const Period& period);

/// Median time between departures in a row; of an even number, the lower of the two middle ones.
/// `sans_objet` with fewer than two departures. `departures` ascending.
Maybe<Seconds> median_headway(std::span<const std::int32_t> departures);
Maybe<Seconds> longest_gap(std::span<const std::int32_t> departures);

}  // namespace lisiere::transit
