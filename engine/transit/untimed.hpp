// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

/// A stop or station of which nobody has told the hours.
struct UntimedStop {
    std::string id;    ///< of its layer
    std::string name;  ///< may be empty
    geo::Point at;     ///< working CRS
    std::vector<Mode> modes;
    /// Names of the lines of the first mode; of the others, and without any, what calls has no
    /// name.
    std::vector<std::string> lines;
};

struct UntimedLayer {
    std::string name;  ///< of its file: a feed without a trip
    std::vector<UntimedStop> stops;
};

struct UntimedSettings {
    /// DEFAULT: two sources place one station up to this far apart (platforms, entrances, the
    /// middle of the square).
    double same_station_m = 150;
    /// What two spellings of one name share. DEFAULT: the name as it is written.
    std::function<std::string(std::string_view)> comparable;
};

struct WithUntimed {
    Timetable timetable;
    std::size_t added = 0;      ///< stops of their own
    std::size_t completed = 0;  ///< stops that were there, and of which only some lines had hours
    std::size_t known = 0;      ///< rows that told nothing new
};

/// The timetable with the stops of the layers, in order. A station counts once: a row is the stop
/// that is there when their names are the same and they lie within `same_station_m`; rows of one
/// layer, and those without a name, only at one place (1 m), for a layer may hold the platforms of
/// a station, as feeds do. Of such a stop:
///
/// - a mode of which a trip calls there is told with its hours: the row adds nothing to it, but for
///   lines that it names and that call nowhere within `same_station_m` (where no row of the layer
///   names a line of that mode as the feeds do, names are written differently and tell nothing);
/// - another mode calls there without hours, at the nearest of the stops of that name.
///
/// Lines of one mode and name are one line, over layers and feeds; those of one mode without a name
/// are one. Guarantees: stops, lines, patterns and trips that were there keep their
/// index; a layer given twice changes nothing but the names of feeds. Not seen: a station whose
/// name one source writes otherwise. Cost: O(stops log stops) but for stops of one name.
WithUntimed with_untimed(Timetable timetable, std::span<const UntimedLayer> layers,
                         const UntimedSettings& settings = {});

}  // namespace lisiere::transit
