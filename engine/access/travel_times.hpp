// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/street/reach.hpp"
#include "engine/transit/raptor.hpp"

namespace lisiere::access {

enum class TravelMode { marche, transports };   ///< transports: the faster of transit and walking, per departure
std::string_view to_text(TravelMode mode);      ///< "marche", "tc"

/// Minutes by cell and category: `times[category][cell]`. Transit: percentile 50 of the window, with 5 and 95.
struct ServiceTimes {
    std::vector<std::vector<Maybe<double>>> walk;        ///< [category][cell], minutes
    std::vector<std::vector<Maybe<double>>> transit_p5;
    std::vector<std::vector<Maybe<double>>> transit_p50;
    std::vector<std::vector<Maybe<double>>> transit_p95;
};

/// A destination that is one place: own mairie, the agglomeration's centre, a station, a hospital.
struct Destination {
    std::string id;
    std::string label;
    geo::Point at;
};

struct AccessSettings {
    Minutes walk_limit{60};               ///< DEFAULT: nearest facility on foot within 60 min, else au_dela
    Minutes stop_walk_limit{15};          ///< DEFAULT: access and egress of transit at most 15 min on foot
    Minutes transfer_walk_limit{8};       ///< DEFAULT: change between stops at most 8 min on foot
    transit::DepartureWindow window;
    transit::TransitLimits limits;
    street::SnapOptions snap;
    std::vector<double> thresholds_min{5, 10, 15, 20, 30};
    double basket_minutes = 15;           ///< DEFAULT: share of the basket within 15 min
};

}  // namespace lisiere::access
