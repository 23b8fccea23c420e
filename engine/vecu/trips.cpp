// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/trips.hpp"

#include <algorithm>
#include <cmath>

namespace lisiere::vecu {
namespace {

using access::Category;

struct Fastest {
    census::CellIdx cell;
    double minutes = 0;
    Way way = Way::walk;
};

/// Two lists by cell as one, each cell by the faster; of equals, the way of the first list.
std::vector<Fastest> faster(const std::vector<Fastest>& a, const std::vector<Fastest>& b) {
    std::vector<Fastest> all;
    all.reserve(a.size() + b.size());
    auto other = b.begin();
    for (const Fastest& one : a) {
        for (; other != b.end() && other->cell < one.cell; ++other) all.push_back(*other);
        const bool both = other != b.end() && other->cell == one.cell;
        all.push_back(both && other->minutes < one.minutes ? *other : one);
        if (both) ++other;
    }
    all.insert(all.end(), other, b.end());
    return all;
}

std::vector<Fastest> within(std::span<const TimedCell> cells, Way way, Minutes parking,
                            Minutes limit) {
    std::vector<Fastest> found;
    for (const TimedCell& cell : cells)
        if (const double minutes = cell.minutes() + parking.count(); minutes <= limit.count())
            found.push_back({cell.cell, minutes, way});
    return found;
}

std::vector<Fastest> within(std::span<const access::Ride> rides, Minutes limit) {
    std::vector<Fastest> found;
    for (const access::Ride& ride : rides)
        if (const double minutes = Minutes(ride.time).count(); minutes <= limit.count())
            found.push_back({ride.cell, minutes, Way::ride});
    return found;
}

double half_minutes(const Category& category, double factor) {
    LISIERE_EXPECTS(category.decay_minutes > 0 && factor > 0);
    return category.decay_minutes * factor;
}

Minutes considered(const Category& category, const ChoiceSettings& settings, double factor,
                   Minutes longest) {
    return std::min(Minutes{settings.limit_halves * half_minutes(category, factor)}, longest);
}

}  // namespace

Minutes walked_limit(const Category& category, const ChoiceSettings& settings, double factor) {
    return considered(category, settings, factor, settings.longest);
}

Minutes ridden_limit(const Category& category, const ChoiceSettings& settings, double factor) {
    return considered(category, settings, factor, settings.longest_ridden);
}

std::vector<Pull> pulls_of(const Trips& trips, Means means, const Category& category,
                           const ChoiceSettings& settings, double factor) {
    const Minutes walked = walked_limit(category, settings, factor);
    std::vector<Fastest> ways =
        faster(within(trips.walks, Way::walk, Minutes{0}, walked), within(trips.rides, walked));
    const Minutes ridden = ridden_limit(category, settings, factor);
    if (means == Means::cycle)
        ways = faster(ways, within(trips.cycled, Way::cycle, trips.bicycle_parking, ridden));
    if (means == Means::drive)
        ways = faster(ways, within(trips.driven, Way::drive, trips.car_parking, ridden));
    const double half = half_minutes(category, factor);
    std::vector<Pull> pulls;
    pulls.reserve(ways.size());
    for (const Fastest& way : ways)
        pulls.push_back({std::exp2(-way.minutes / half), way.cell, way.way});
    return pulls;
}

TripSearch::TripSearch(const ChoiceInputs& inputs, const ChoiceSettings& settings,
                       const CellsByNode& walked, const CellsByNode* cycled,
                       const CellsByNode* driven)
    : inputs_(inputs),
      settings_(settings),
      longest_factor_(
          *std::max_element(settings.decay_factors.begin(), settings.decay_factors.end())),
      walks_(walked) {
    if (cycled != nullptr) cycled_ = std::make_unique<WalksTo>(*cycled);
    if (driven != nullptr) driven_ = std::make_unique<WalksTo>(*driven);
}

Trips TripSearch::to(access::FacilityIdx facility) {
    const Category& category = inputs_.categories[inputs_.facilities[facility].category];
    Trips trips;
    const auto walks = walks_.run(*inputs_.facility_snaps[facility.value()],
                                  walked_limit(category, settings_, longest_factor_));
    trips.walks.assign(walks.begin(), walks.end());
    if (!inputs_.rides.empty()) trips.rides = inputs_.rides[facility.value()];
    const Minutes ridden = ridden_limit(category, settings_, longest_factor_);
    const auto by = [&](WalksTo* search, const RiddenStreets* streets, Minutes& parking) {
        std::vector<TimedCell> cells;
        if (search == nullptr || !streets->facilities[facility.value()]) return cells;
        parking = streets->parking;
        if (parking > ridden) return cells;
        const auto found = search->run(*streets->facilities[facility.value()], ridden - parking);
        cells.assign(found.begin(), found.end());
        return cells;
    };
    if (category.by_bicycle)
        trips.cycled = by(cycled_.get(), inputs_.cycling, trips.bicycle_parking);
    if (category.by_car) trips.driven = by(driven_.get(), inputs_.driving, trips.car_parking);
    return trips;
}

}  // namespace lisiere::vecu
