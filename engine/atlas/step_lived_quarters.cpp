// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_lived_quarters.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "engine/access/rides_to.hpp"

namespace lisiere {
namespace {

using Snaps = std::vector<std::optional<street::Snap>>;

Snaps tied(const IndexedVector<access::FacilityIdx, access::Facility>& facilities,
           ModeStreets& on) {
    std::vector<geo::Point> places;
    for (const access::Facility& facility : facilities) places.push_back(facility.at);
    return access::snap_points(places, on.snapper(), on.threads());
}

/// From all cells to each facility that is ridden to, no longer than the model looks. Memory: 8
/// bytes a cell and facility that a ride joins in that time.
std::vector<std::vector<access::Ride>> rides_to_all(const LivedInputs& in, Snaps snaps,
                                                    const Progress& progress) {
    const std::vector<bool> ridden = visited_by_transit(*in.categories, *in.facilities);
    for (std::size_t f = 0; f < snaps.size(); ++f)
        if (!ridden[f]) snaps[f].reset();
    const access::TransitNetwork& network = in.transit->network();
    const access::AccessSettings settings = in.transit->settings();
    const auto stops =
        access::place_stops(in.walked->graph(), network.stops, snaps, settings.stop_walk_limit);
    const access::RidesTo to(network, settings);
    std::vector<std::vector<access::Ride>> rides(snaps.size());
    for_each_chunk(
        snaps.size(), 1, in.walked->threads(),
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t f = begin; f < end; ++f) {
                const access::Category& category =
                    (*in.categories)[(*in.facilities)[access::FacilityIdx{f}].category];
                // The half-decays of the runs that vary them reach further.
                const Minutes longest = vecu::walked_limit(
                    category, in.choice, std::ranges::max(in.choice.decay_factors));
                rides[f] = to.from_cells(stops[f], std::chrono::floor<Seconds>(longest));
            }
        },
        [&](double done) { report(progress, "quartier vécu: trajets en transports", done); });
    return rides;
}

/// The facilities on the streets of a mode that people ride by.
class Ridden {
  public:
    Ridden(const LivedInputs& in, const Made<ModeStreets>& on) {
        if (!on) return;
        facilities_ = tied(*in.facilities, *on);
        streets_.emplace(
            vecu::RiddenStreets{on->graph(), on->cells(), facilities_, on->inputs().parking});
    }
    /// Null when nobody goes by that mode.
    const vecu::RiddenStreets* streets() const { return streets_ ? &*streets_ : nullptr; }

  private:
    Snaps facilities_;
    std::optional<vecu::RiddenStreets> streets_;
};

}  // namespace

std::vector<bool> visited_by_transit(
    const IndexedVector<access::CategoryIdx, access::Category>& categories,
    const IndexedVector<access::FacilityIdx, access::Facility>& facilities) {
    std::vector<bool> ridden;
    for (const access::Facility& facility : facilities) {
        const access::Category& category = categories[facility.category];
        ridden.push_back(category.lived && category.visits_per_week && category.by_transit);
    }
    return ridden;
}

Lived lived_quarters(const LivedInputs& in, const Progress& progress) {
    const Threads threads = in.walked->threads();
    const Snaps snaps = tied(*in.facilities, *in.walked);
    std::vector<std::vector<access::Ride>> rides;
    if (in.transit) rides = rides_to_all(in, snaps, progress);
    const Ridden cycling(in, in.cycled);
    const Ridden driving(in, in.driven);
    const vecu::ChoiceInputs inputs{in.walked->graph(),
                                    in.walked->population(),
                                    in.walked->cells(),
                                    *in.categories,
                                    *in.facilities,
                                    snaps,
                                    *in.residents,
                                    *in.priority,
                                    rides,
                                    cycling.streets(),
                                    driving.streets(),
                                    in.motorised};
    std::vector<vecu::Visits> runs = vecu::expected_visits(inputs, in.choice, threads, progress);
    Lived result;
    result.visits = std::move(runs.front());
    result.areas = vecu::lived_areas(inputs, in.choice, result.visits, in.areas, threads, progress);
    result.decay_runs = vecu::decay_runs(
        std::span(runs).subspan(1), std::span(in.choice.decay_factors).subspan(1), result.areas);
    result.overlaps = vecu::area_overlaps(result.areas, result.visits, in.areas);
    result.visits.walked = {};  // the areas have used it
    return result;
}

}  // namespace lisiere
