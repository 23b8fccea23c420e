// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "engine/access/rides_to.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/core/kept.hpp"
#include "engine/geo/shape_locator.hpp"

namespace lisiere {

namespace {

/// Counts of the census by IRIS: main residences with a car at least, and all of them.
constexpr std::string_view households_with_a_car = "RP_VOIT1P";
constexpr std::string_view all_households = "RP";

struct Lived {
    vecu::Visits visits;
    std::vector<vecu::LivedArea> areas;
    std::vector<vecu::DecayRun> decay_runs;
    std::vector<vecu::AreaOverlap> overlaps;
};

/// Which facilities are visited by transit too: of categories in the model that say so.
std::vector<bool> visited_by_transit(const Inputs& in) {
    std::vector<bool> ridden;
    for (const access::Facility& facility : in.facilities) {
        const access::Category& category = in.categories[facility.category];
        ridden.push_back(category.lived && category.visits_per_week && category.by_transit);
    }
    return ridden;
}

/// From all cells to each of them, no longer than the model looks. Memory: 8 bytes a cell and
/// facility that a ride joins in that time.
std::vector<std::vector<access::Ride>> rides_to_all(const Atlas& atlas,
                                                    const access::TransitNetwork& network,
                                                    const std::vector<bool>& ridden,
                                                    std::vector<std::optional<street::Snap>> snaps,
                                                    const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const access::AccessSettings& settings = atlas.settings.access;
    for (std::size_t f = 0; f < snaps.size(); ++f)
        if (!ridden[f]) snaps[f].reset();
    const auto stops =
        access::place_stops(*in.streets, network.stops, snaps, settings.stop_walk_limit);
    const access::RidesTo to(network, settings);
    std::vector<std::vector<access::Ride>> rides(snaps.size());
    for_each_chunk(
        snaps.size(), 1, atlas.settings.threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t f = begin; f < end; ++f) {
                const access::Category& category =
                    in.categories[in.facilities[access::FacilityIdx{f}].category];
                const vecu::ChoiceSettings& choice = atlas.settings.choice;
                // The half-decays of the runs that vary them reach further.
                const Minutes longest =
                    vecu::walked_limit(category, choice, std::ranges::max(choice.decay_factors));
                rides[f] = to.from_cells(stops[f], std::chrono::floor<Seconds>(longest));
            }
        },
        [&](double done) { report(progress, "quartier vécu: trajets en transports", done); });
    return rides;
}

/// The share of the residents of each cell whose household has a car, from the newest table of the
/// census that counts them; missing outside its areas, and where it counts no household. Empty,
/// with a notice, when none does.
std::vector<Maybe<double>> motorised_residents(Atlas& atlas) {
    const Inputs& in = atlas.inputs;
    const census::AreaTable* table = nullptr;
    const census::CountColumn* with_car = nullptr;
    const census::CountColumn* households = nullptr;
    for (const census::AreaTable& areas : in.areas) {
        if (areas.references_only) continue;
        const auto column = [&areas](std::string_view id, int vintage) {
            const census::CountColumn* newest = nullptr;
            for (const census::CountColumn& one : areas.counts)
                if (one.variable.id == id && (vintage == 0 || one.variable.vintage == vintage) &&
                    (newest == nullptr || one.variable.vintage > newest->variable.vintage))
                    newest = &one;
            return newest;
        };
        const census::CountColumn* cars = column(households_with_a_car, 0);
        if (cars == nullptr) continue;
        const census::CountColumn* all = column(all_households, cars->variable.vintage);
        if (all == nullptr) continue;
        if (with_car != nullptr && with_car->variable.vintage >= cars->variable.vintage) continue;
        table = &areas;
        with_car = cars;
        households = all;
    }
    if (table == nullptr) {
        atlas.notices.add(Severity::info, "menages_sans_voiture_inconnus", "recensement",
                          "la part des ménages sans voiture n'est dans aucune table : personne ne "
                          "va en voiture dans le quartier vécu",
                          fmt::format("{}, {}", households_with_a_car, all_households));
        return {};
    }
    std::vector<geo::MultiPolygon> shapes;
    for (const census::Area& area : table->areas) shapes.push_back(area.shape);
    const geo::ShapeLocator locator(shapes);
    std::vector<Maybe<double>> shares;
    std::vector<std::uint32_t> found;
    for (const census::Cell& cell : in.population->cells) {
        locator.holding(cell.centre, found);
        Maybe<double> share = Absence::hors_couverture;
        if (!found.empty()) {
            const Maybe<double>& cars = with_car->values[found.front()];
            const Maybe<double>& all = households->values[found.front()];
            if (!cars || !all)
                share = cars ? all.absence() : cars.absence();
            else
                share = *all > 0 ? Maybe<double>(std::clamp(*cars / *all, 0.0, 1.0))
                                 : Maybe<double>(Absence::sans_objet);
        }
        shares.push_back(share);
    }
    return shares;
}

/// Whether some category of the model is visited by a mode of the run.
bool goes_by(const Atlas& atlas, access::TravelMode mode, bool access::Category::*visited_by) {
    const auto& categories = atlas.inputs.categories;
    return atlas.has(mode) &&
           std::any_of(categories.begin(), categories.end(), [&](const access::Category& category) {
               return category.lived && category.visits_per_week && category.*visited_by;
           });
}

/// The facilities on the streets of a mode.
class Ridden {
  public:
    Ridden(const Atlas& atlas, const Atlas* base, access::TravelMode mode, bool used,
           Minutes parking) {
        const auto& graph = streets_of(atlas.inputs, mode);
        if (!used || !graph) return;
        mode_ = std::make_unique<ModeStreets>(atlas, base, mode);
        std::vector<geo::Point> places;
        for (const access::Facility& facility : atlas.inputs.facilities)
            places.push_back(facility.at);
        facilities_ = access::snap_points(places, *mode_->on().snapper, atlas.settings.threads);
        streets_.emplace(
            vecu::RiddenStreets{*graph, *mode_->streets().cells, facilities_, parking});
    }
    /// Null when nobody goes by that mode.
    const vecu::RiddenStreets* streets() const { return streets_ ? &*streets_ : nullptr; }

  private:
    std::unique_ptr<ModeStreets> mode_;
    std::vector<std::optional<street::Snap>> facilities_;
    std::optional<vecu::RiddenStreets> streets_;
};

}  // namespace

void lived_quarters_step(Atlas& atlas, const Atlas* base, const street::Snapper& snapper,
                         RunNetwork& transit, StepMemo& memo, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Threads threads = atlas.settings.threads;
    std::vector<geo::Point> places;
    for (const access::Facility& facility : in.facilities) places.push_back(facility.at);
    const auto snaps = access::snap_points(places, snapper, threads);
    const Settings& settings = atlas.settings;
    std::vector<bool> ridden;
    if (atlas.has(access::TravelMode::transports)) ridden = visited_by_transit(in);
    if (std::ranges::find(ridden, true) == ridden.end()) ridden.clear();
    Digest travel;
    if (memo.memo() != nullptr && !ridden.empty())
        travel =
            archive::digest_of(memo.timetable(), settings.travel_day, settings.access.snap,
                               settings.access.stop_walk_limit, settings.access.transfer_walk_limit,
                               settings.access.window, settings.access.limits);
    const access::AccessSettings& modes = settings.access;
    const bool cycled = goes_by(atlas, access::TravelMode::velo, &access::Category::by_bicycle);
    const bool driven = goes_by(atlas, access::TravelMode::voiture, &access::Category::by_car);
    std::vector<Maybe<double>> motorised;
    if (driven) motorised = motorised_residents(atlas);
    // What only hangs on a mode that nobody goes by is no reason to do the step again.
    Digest by_bicycle;
    Digest by_car;
    if (memo.memo() != nullptr && cycled)
        by_bicycle = archive::digest_of(memo.streets(access::TravelMode::velo), modes.snap,
                                        modes.bicycle_parking);
    if (memo.memo() != nullptr && driven)
        by_car = archive::digest_of(memo.streets(access::TravelMode::voiture), modes.snap,
                                    modes.car_parking, motorised);
    Lived lived = kept(
        memo.memo(), progress, "quartier vécu",
        [&] {
            std::vector<std::vector<access::Ride>> rides;
            if (!ridden.empty())
                rides = rides_to_all(atlas, transit.network(), ridden, snaps, progress);
            const Ridden cycling(atlas, base, access::TravelMode::velo, cycled,
                                 modes.bicycle_parking);
            const Ridden driving(atlas, base, access::TravelMode::voiture, driven,
                                 modes.car_parking);
            const vecu::ChoiceInputs inputs{*in.streets,
                                            *in.population,
                                            atlas.ties,
                                            in.categories,
                                            in.facilities,
                                            snaps,
                                            atlas.residents.perimeters,
                                            atlas.residents.priority,
                                            rides,
                                            cycling.streets(),
                                            driving.streets(),
                                            motorised};
            std::vector<vecu::Visits> runs =
                vecu::expected_visits(inputs, settings.choice, threads, progress);
            Lived result;
            result.visits = std::move(runs.front());
            result.areas = vecu::lived_areas(inputs, settings.choice, result.visits, settings.lived,
                                             threads, progress);
            result.decay_runs =
                vecu::decay_runs(std::span(runs).subspan(1),
                                 std::span(settings.choice.decay_factors).subspan(1), result.areas);
            result.overlaps = vecu::area_overlaps(result.areas, result.visits, settings.lived);
            result.visits.walked = {};  // the areas have used it
            return result;
        },
        memo.streets(access::TravelMode::marche), by_bicycle, by_car, in.population->cells,
        atlas.ties, in.categories, in.facilities, snaps, atlas.residents.perimeters,
        atlas.residents.priority, settings.choice, settings.lived, travel);
    atlas.notices.add(lived.visits.notices);
    atlas.visits = std::move(lived.visits);
    atlas.lived_areas = std::move(lived.areas);
    atlas.decay_runs = std::move(lived.decay_runs);
    atlas.lived_overlaps = std::move(lived.overlaps);
    atlas.lists = vecu::compare_lists(in.local_lists, in.facilities, atlas.lived_areas,
                                      atlas.visits, settings.lived.overlap_level);
}

void bands_step(Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    std::vector<geo::MultiPolygon> shapes;
    for (const PerimeterIdx at : indices<PerimeterIdx>(perimeters.size()))
        if (perimeters[at].kind == PerimeterKind::quartier_prioritaire && perimeters[at].shape) {
            atlas.banded.push_back(at);
            shapes.push_back(*perimeters[at].shape);
        }
    std::vector<double> distances;
    for (const Metres distance : atlas.settings.band_distances)
        distances.push_back(distance.value());
    if (!shapes.empty())
        atlas.bands =
            vecu::bands(shapes, distances, *atlas.inputs.population, atlas.settings.threads);
}

}  // namespace lisiere
