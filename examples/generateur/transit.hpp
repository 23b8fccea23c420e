// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "examples/generateur/streets.hpp"

namespace lisiere::demo {

struct Stop {
    std::string name;
    Point at;
    int node = -1;
    bool tram = false;
    int station = -1;  ///< parent station
};

/// Minutes between departures in a stretch of the day; 0: none.
struct Headway {
    int from, to;  ///< minutes after midnight; over 1440: after midnight
    int every;
};

struct BusLine {
    std::string id, name, colour;
    bool tram = false;
    bool frequency = false;    ///< given by frequencies.txt
    bool blanks = false;       ///< intermediate times left blank
    std::vector<int> stops;    ///< of `transit_stops`
    std::vector<int> seconds;  ///< from the first stop
    std::vector<double> metres;
    std::vector<Headway> weekday, saturday, sunday;
    Line track;  ///< on the streets
    std::vector<Stretch> path;
};

struct Transit {
    std::vector<Stop> stops;
    std::vector<Stop> stations;
    std::vector<BusLine> lines;
};

Transit transit_network(const Plan& plan, const Network& network);

}  // namespace lisiere::demo
