// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/transit/timetable.hpp"

/// What most feeds typed in the tests of this folder share.
namespace lisiere::test {

/// Four stops in a row, A to D.
inline const std::string stops =
    "stop_id,stop_name,stop_lat,stop_lon\nA,A,0,0.01\nB,B,0,0.02\nC,C,0,0.05\nD,D,0,0.06\n";
/// The first line of stop_times.txt.
inline const std::string header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";

/// When a trip arrives at each of its stops, seconds of the service day.
inline std::vector<int> arrivals(const transit::Timetable& timetable, std::size_t trip = 0) {
    std::vector<int> all;
    for (const transit::StopTime& time : timetable.times_of(transit::TripIdx{trip}))
        all.push_back(time.arrival);
    return all;
}

}  // namespace lisiere::test
