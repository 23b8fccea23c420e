// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/travel_times.hpp"
#include "engine/atlas/scenario.hpp"
#include "engine/core/maybe.hpp"

namespace lisiere {

/// Minutes from every cell to one place by one mode, before and after a scenario.
struct ComparedTimes {
    std::string place;  ///< "pharmacie", "mairie_commune", "dest_centre": as in the columns `t_*`
    std::string label;
    access::TravelMode mode = access::TravelMode::marche;
    const std::vector<Maybe<double>>* before = nullptr;
    const std::vector<Maybe<double>>* after = nullptr;
    /// Counts in "who gains": a service of the basket, or a named place.
    bool counts = true;
    double limit = 0;  ///< minutes: what `au_dela` is beyond
};

/// To every service asked, the town hall of the commune and every named place, by every mode of the
/// run: places first, then modes. Columns nobody has (a mode that only one of the two has) are left
/// out.
std::vector<ComparedTimes> compared_times(const Comparison& comparison);

/// Minutes before minus minutes after, above 0: sooner there. Missing when either is, with the
/// reason of `after` first.
Maybe<double> gain(const Maybe<double>& before, const Maybe<double>& after);
/// Out of reach before (no path, or beyond the limit), within it after.
bool opened(const Maybe<double>& before, const Maybe<double>& after);
/// A gain of at least `minutes`, for certain: a place that was beyond `limit` is nearer by at least
/// what is left of the limit; one that no path led to, by any number of minutes.
bool gains(const Maybe<double>& before, const Maybe<double>& after, double limit, double minutes);

/// What a mode's times to the places that count make of one cell.
struct CellGain {
    Maybe<double> largest;  ///< the largest gain; when none gains the largest is at most 0
    Maybe<double> mean;     ///< over the places with both times
    int opened = 0;         ///< places within reach only after
    int closed = 0;         ///< places within reach only before
};
/// By cell.
std::vector<CellGain> cell_gains(const std::vector<ComparedTimes>& times, access::TravelMode mode,
                                 std::size_t cells);

/// People of the group who gain at least so many minutes on the way to a place, or lose them.
double people_gaining(const access::CellGroup& group, const ComparedTimes& times, double minutes);
/// People of the group whose largest gain by the mode on the way to a place that counts reaches so
/// many minutes.
double people_gaining(const access::CellGroup& group, const std::vector<ComparedTimes>& times,
                      access::TravelMode mode, double minutes);
double people_losing(const access::CellGroup& group, const ComparedTimes& times, double minutes);

}  // namespace lisiere
