// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/snap.hpp"
#include "engine/transit/raptor.hpp"

namespace lisiere::access {

enum class TravelMode {
    marche,
    transports,  ///< the faster of transit and walking, departure by departure
};
std::string_view to_text(TravelMode mode);  ///< "marche", "tc"

/// Door-to-door minutes of every populated cell to the nearest of a set of places, [cell]. Walking,
/// and the percentiles 5, 50 and 95 of the faster of transit and walking over the departures of the
/// window. Missing: `non_disponible` (no such place, no streets, or no timetable for the transit
/// columns), `non_rattache` (the cell, or every place, is off the network), `non_desservi` (no path
/// at all), `au_dela` (nothing within the limits of the search; for a percentile: too many
/// departures without a trip). Guarantees: transit_p5 <= transit_p50 <= transit_p95, and none is
/// above `walk`.
struct TimesTo {
    std::vector<Maybe<double>> walk;
    std::vector<Maybe<double>> transit_p5;
    std::vector<Maybe<double>> transit_p50;
    std::vector<Maybe<double>> transit_p95;
    friend bool operator==(const TimesTo&, const TimesTo&) = default;
};

/// The same for every category: `[category][cell]`.
struct ServiceTimes {
    std::vector<std::vector<Maybe<double>>> walk;
    std::vector<std::vector<Maybe<double>>> transit_p5;
    std::vector<std::vector<Maybe<double>>> transit_p50;
    std::vector<std::vector<Maybe<double>>> transit_p95;
    friend bool operator==(const ServiceTimes&, const ServiceTimes&) = default;
};

/// A destination that is one place: own mairie, the agglomeration's centre, a station, a hospital.
struct Destination {
    std::string id;
    std::string label;
    geo::Point at;
};

struct AccessSettings {
    Minutes walk_limit{60};       ///< DEFAULT: nearest facility on foot within 60 min, else au_dela
    Minutes stop_walk_limit{15};  ///< DEFAULT: access and egress of transit at most 15 min on foot
    Minutes transfer_walk_limit{8};  ///< DEFAULT: change between stops at most 8 min on foot
    transit::DepartureWindow window;
    transit::TransitLimits limits;
    street::SnapOptions snap;
    std::vector<double> thresholds_min{5, 10, 15, 20, 30};
    double basket_minutes = 15;  ///< DEFAULT: share of the basket within 15 min
};

/// Walking times become whole seconds where they meet a timetable, rounded up: nobody catches a bus
/// that leaves half a second before they are there.
constexpr Seconds whole_seconds(street::Cost cost) {
    return Seconds{static_cast<std::int32_t>((static_cast<std::uint64_t>(cost) + 999U) / 1000U)};
}
/// A limit in minutes as a cost, rounded to the nearest millisecond.
constexpr street::Cost limit_cost(Minutes minutes) {
    return static_cast<street::Cost>(minutes.count() * 60000.0 + 0.5);
}

}  // namespace lisiere::access
