// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iterator>
#include <map>
#include <optional>
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
    velo,
    transports,  ///< the faster of transit and walking, departure by departure
    voiture,
};
inline constexpr std::size_t travel_mode_count = 4;
inline constexpr TravelMode every_mode[travel_mode_count] = {
    TravelMode::marche, TravelMode::velo, TravelMode::transports, TravelMode::voiture};
/// "marche", "velo", "tc", "voiture": as in column names and in the configuration.
std::string_view to_text(TravelMode mode);
/// "à pied", "à vélo", "en transports", "en voiture".
std::string_view in_french(TravelMode mode);
std::optional<TravelMode> parse_travel_mode(std::string_view text);

/// Door-to-door minutes of every populated cell to the nearest of a set of places, [cell], by each
/// mode; transit by the percentiles 5, 50 and 95 of the faster of transit and walking over the
/// departures of the window. Missing: `non_disponible` (no such place, no streets for the mode, no
/// timetable, or a mode that was not asked), `non_rattache` (the cell, or every place, is off the
/// network), `non_desservi` (no path at all), `au_dela` (nothing within the limits of the search;
/// for a percentile: too many departures without a trip). Guarantees: transit_p5 <= transit_p50 <=
/// transit_p95, and none is above `walk`.
struct TimesTo {
    std::vector<Maybe<double>> walk;
    std::vector<Maybe<double>> cycling;
    std::vector<Maybe<double>> transit_p5;
    std::vector<Maybe<double>> transit_p50;
    std::vector<Maybe<double>> transit_p95;
    std::vector<Maybe<double>> driving;

    /// The column that speaks for a mode: of transit, the median departure.
    const std::vector<Maybe<double>>& by(TravelMode mode) const;
    std::vector<Maybe<double>>& by(TravelMode mode);
    friend bool operator==(const TimesTo&, const TimesTo&) = default;
};
/// Every column missing for one reason.
TimesTo no_times(std::size_t cells, Absence absence);

/// The same for every category, by CategoryIdx.
using ServiceTimes = std::vector<TimesTo>;

/// Time by transit / time by car of each cell, above 0; missing where either is, for transit's
/// reason first.
std::vector<Maybe<double>> transit_car_ratio(const TimesTo& times);

/// A destination that is one place: own mairie, the agglomeration's centre, a station, a hospital.
struct Destination {
    std::string id;
    std::string label;
    geo::Point at;
};

/// Places of each commune, by its code, of which the nearest is gone to: its mairies.
using OwnPlaces = std::map<std::string, std::vector<Destination>>;

struct AccessSettings {
    /// DEFAULT: all four; those without streets or timetable of their own fall away. Walking is
    /// always computed: transit, enclosure and the quartier vécu rest on it.
    std::vector<TravelMode> modes{std::begin(every_mode), std::end(every_mode)};
    /// DEFAULT: empty, every category; else the ids of those whose times are computed.
    std::vector<std::string> services;
    /// DEFAULT: walking and transit. The modes whose time to every service is written for every
    /// cell; by perimeter all modes are. Four modes would make a hundred columns of one layer.
    std::vector<TravelMode> cell_modes{TravelMode::marche, TravelMode::transports};
    /// DEFAULT: walking, cycling and car. The modes by which the third nearest facility is looked
    /// for; transit costs a search of the timetable a cell.
    std::vector<TravelMode> third_modes{TravelMode::marche, TravelMode::velo, TravelMode::voiture};
    Minutes walk_limit{60};     ///< DEFAULT: nearest facility on foot within 60 min, else au_dela
    Minutes cycling_limit{60};  ///< DEFAULT: 60 min door to door, parking included
    Minutes driving_limit{60};  ///< DEFAULT: 60 min door to door, parking included
    /// DEFAULT: 1 min to unlock and lock a bicycle (working assumption).
    Minutes bicycle_parking{1};
    /// DEFAULT: 4 min to walk to the car, to park it and to walk from it (working assumption).
    Minutes car_parking{4};
    Minutes stop_walk_limit{15};  ///< DEFAULT: access and egress of transit at most 15 min on foot
    Minutes transfer_walk_limit{8};  ///< DEFAULT: change between stops at most 8 min on foot
    transit::DepartureWindow window;
    transit::TransitLimits limits;
    street::SnapOptions snap;
    std::vector<double> thresholds_min{5, 10, 15, 20, 30};
    double basket_minutes = 15;  ///< DEFAULT: share of the basket within 15 min

    bool asks_for(TravelMode mode) const;
    bool asks_for(std::string_view service) const;
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
