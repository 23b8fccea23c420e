// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lisiere::vecu {

/// One line of geodata/reference/frequentation.csv: how often residents go to a category, and how
/// fast they give up with the walk.
struct VisitRate {
    std::string category;        ///< id of equipements.csv
    double visits_per_week = 0;  ///< per person, >= 0
    double half_minutes = 10;    ///< f(t) = 0.5^(t / half_minutes), > 0
    bool by_transit = false;     ///< visited by transit too, where it is faster than walking
    std::string source;          ///< says so when it is a working hypothesis
};

}  // namespace lisiere::vecu
