// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/core/maybe.hpp"

namespace lisiere::vecu {

/// One line of geodata/reference/frequentation.csv: how often residents go to a category, and how
/// fast they give up with the walk.
struct VisitRate {
    std::string category;        ///< id of equipements.csv
    double visits_per_week = 0;  ///< per person, >= 0
    double half_minutes = 10;    ///< f(t) = 0.5^(t / half_minutes), > 0
    bool by_transit = false;     ///< visited by these too, where they are faster than walking
    bool by_bicycle = false;
    bool by_car = false;
    Maybe<double> typical_capacity;  ///< > 0; missing: capacities of the category do not matter
    std::string source;              ///< says so when it is a working hypothesis
};

}  // namespace lisiere::vecu
