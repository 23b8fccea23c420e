// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/mode.hpp"
#include "engine/transit/timetable.hpp"

namespace lisiere::scenario {

/// What a mode makes of an added way, along its line and against it; 0: not that way.
struct WayUse {
    double forward_kmh = 0;
    double backward_kmh = 0;
    bool any() const { return forward_kmh > 0 || backward_kmh > 0; }
};

/// A way that is not there yet, as drawn, in the working CRS.
struct AddedWay {
    std::string where;  ///< "voies[0], ligne 2": which of the scenario, for messages
    geo::LineString line;
    std::string kind;        ///< key of geodata/reference/voirie.csv: "footway"
    std::uint8_t flags = 0;  ///< street::WayFlag bits
    std::int8_t layer = 0;
    street::ByMode<WayUse> use;
    /// DEFAULT: only drawn vertices join the streets they touch. True: so does every crossing.
    bool joins_crossings = false;
    /// DEFAULT: an end that meets nothing is tied to the nearest street. False: it stays free.
    bool ties_start = true;
    bool ties_end = true;
};

/// Which streets a change is about.
struct Selection {
    enum class By {
        along,   ///< those the line follows, within `followed_within`
        across,  ///< cut where the line crosses them, there and nowhere else
        zone,    ///< what of them lies in the polygons
        id,      ///< those with these ids in the source, whole
    };
    By by = By::along;
    geo::MultiLineString lines;
    geo::MultiPolygon zone;
    std::vector<std::int64_t> ids;
};

/// Streets that some modes no longer travel.
struct ClosedStreets {
    std::string where;
    Selection streets;
    street::ByMode<bool> modes{};
};

/// Streets of cars that become a walk: closed to cars, open to walkers and bicycles where they were
/// not.
struct PedestrianStreets {
    std::string where;
    Selection streets;
    std::string kind;            ///< of what they become: "pedestrian"
    street::ByMode<WayUse> use;  ///< of it; cars: none
};

struct FacilityChange {
    enum class Action { add, move, remove, resize };
    Action action = Action::add;
    std::string where;
    /// Of an added one, all; else `id` says which, `at` or `capacity` what becomes of it.
    access::Facility facility;
};

/// A stop of an added line: one of the timetable, or a new one.
struct LineStop {
    transit::StopIdx known;  ///< none: new
    std::string name;
    geo::Point at;
};

/// How often a line runs over a part of some days: departures from `first`, every `headway`, up to
/// `last` included.
struct Service {
    std::vector<transit::Day> days;
    Seconds first{0};
    Seconds last{0};
    Seconds headway{0};  ///< > 0
};

/// A line that is not there yet.
struct AddedLine {
    std::string where;
    std::string name;
    transit::Mode mode = transit::Mode::bus;
    std::vector<LineStop> stops;  ///< at least two
    double speed_kmh = 0;         ///< between stops, along the straight line times `detour`; > 0
    double detour = 1.3;          ///< DEFAULT: streets are 1.3 times as long as the straight line
    Seconds dwell{20};            ///< DEFAULT: 20 s at each stop between the ends
    bool both_ways = true;        ///< DEFAULT: there and back
    std::vector<Service> services;
};

/// A line that is there, changed.
struct ChangedLine {
    std::string where;
    std::vector<transit::LineIdx> lines;
    bool removed = false;
    double frequency = 1;  ///< departures per hour, times this; > 0
    double speed = 1;      ///< between stops, times this; > 0
};

/// Several changes to one territory, seen together: a set, in which order means nothing. Streets
/// are closed first, then ways are added (what of them lies in a closure stays closed), then
/// streets become walks.
struct Scenario {
    std::string name;   ///< "passerelle": of the configuration and of the output folder
    std::string title;  ///< "Passerelle sur l'autoroute"
    std::string description;
    /// DEFAULT: 15 m from the end of an added way to the street it is tied to, by a straight piece.
    Metres tolerance{15};
    std::vector<AddedWay> ways;
    std::vector<ClosedStreets> closed;
    std::vector<PedestrianStreets> pedestrian;
    std::vector<FacilityChange> facilities;
    std::vector<AddedLine> added_lines;
    std::vector<ChangedLine> changed_lines;

    bool changes_transit() const { return !added_lines.empty() || !changed_lines.empty(); }
};

}  // namespace lisiere::scenario
