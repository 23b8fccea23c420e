// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/timetable_digest.hpp"

#include <span>
#include <type_traits>

#include "engine/core/archive.hpp"

namespace lisiere::transit {

Digest digest_of(const Timetable& timetable) {
    archive::Digesting sink;
    archive::put(sink, timetable.stops());
    archive::put(sink, timetable.lines());
    archive::put(sink, timetable.patterns());
    for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size())) {
        const auto stops = timetable.stops_of(pattern);
        for (std::uint32_t at = 0; at < stops.size(); ++at) {
            archive::put(sink, stops[at]);
            sink.put(timetable.may_board(pattern, at));
            sink.put(timetable.may_alight(pattern, at));
        }
    }
    archive::put(sink, timetable.trips());
    archive::put(sink, timetable.services());
    for (const ServiceIdx service : indices<ServiceIdx>(timetable.services().size()))
        sink.put(timetable.feed_of(service));
    archive::put(sink, timetable.transfers());
    archive::put(sink, timetable.feeds());
    for (const DayRange& days : timetable.calendars()) {
        archive::put(sink, days.first);
        archive::put(sink, days.last);
    }
    for (const StopIdx stop : indices<StopIdx>(timetable.stops().size()))
        for (const LineIdx line : timetable.untimed_lines(stop)) {
            archive::put(sink, stop);
            archive::put(sink, line);
        }

    static_assert(std::has_unique_object_representations_v<StopTime>);
    Digester times;
    for (const TripIdx trip : indices<TripIdx>(timetable.trips().size()))
        times.bytes(std::as_bytes(timetable.times_of(trip)));
    return Digester().add(sink.digest()).add(times.digest()).digest();
}

}  // namespace lisiere::transit
