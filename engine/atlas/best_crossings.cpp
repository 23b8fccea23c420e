// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/best_crossings.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>
#include <span>

#include "engine/access/own_commune.hpp"
#include "engine/access/street_times.hpp"
#include "engine/atlas/town_halls.hpp"
#include "engine/core/error.hpp"
#include "engine/enclavement/access_lost.hpp"
#include "engine/geo/lines.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/street/reach.hpp"

namespace lisiere {
namespace {

using access::CategorySites;
using access::NearestPlaces;
using access::StreetMode;
using enclavement::Passage;
using street::Cost;

/// A place that counts in who gains: the nearest of these is gone to.
struct Target {
    const std::vector<Maybe<double>>* before = nullptr;  ///< minutes on foot, by cell
    CategorySites sites;
    std::vector<bool> of;  ///< the cells whose place it is; empty: all
    std::optional<NearestPlaces> nearest;
};

CategorySites tied(std::span<const access::Destination> places, const street::Snapper& snapper) {
    CategorySites sites;
    sites.known = places.size();
    Notices told;  // by the base
    for (const auto& place : access::tie_places(places, access::TravelMode::marche, snapper, told))
        if (place) sites.sites.push_back(*place);
    return sites;
}

/// Minutes that a way of `after` takes from one of `before`; from the limit on where there was
/// none. >= 0.
double saved(const Maybe<double>& before, double after, double limit) {
    if (before) return std::max(0.0, *before - after);
    return access::is_out_of_reach(before.absence()) ? std::max(0.0, limit - after) : 0;
}

}  // namespace

struct CrossingFinder::Parts {
    const Atlas& base;
    street::Snapper snapper;
    StreetMode walking;
    StreetMode unlimited;
    std::deque<Target> targets;  // searches point to their sites
    std::size_t counted = 0;     ///< places that count; town halls are one
    std::vector<Passage> passages;

    explicit Parts(const Atlas& atlas)
        : base(atlas),
          snapper(*atlas.inputs.streets, atlas.settings.access.snap),
          walking(access::street_mode(access::TravelMode::marche, *atlas.inputs.streets, atlas.ties,
                                      atlas.settings.access)),
          unlimited(walking) {
        unlimited.limit = access::no_limit;
        services();
        town_halls_of_communes();
        named_places();
        passages = enclavement::passages(*base.inputs.streets, base.enclosure.fabric.barriers, {},
                                         base.settings.threads);
    }

    Target& add(const std::vector<Maybe<double>>& before, CategorySites sites,
                const StreetMode& mode) {
        Target& target = targets.emplace_back();
        target.before = &before;
        target.sites = std::move(sites);
        target.nearest.emplace(mode, target.sites);
        return target;
    }

    void services() {
        const Inputs& in = base.inputs;
        Notices told;
        auto sites = access::category_sites(in.facilities, in.categories.size(), snapper,
                                            base.settings.threads, told);
        for (const access::CategoryIdx category :
             indices<access::CategoryIdx>(in.categories.size())) {
            const access::Category& service = in.categories[category];
            if (!service.basket || !base.settings.access.asks_for(service.id)) continue;
            if (sites[category].sites.empty()) continue;
            add(base.times[category.value()].walk, std::move(sites[category]), walking);
            ++counted;
        }
    }

    void town_halls_of_communes() {
        Notices told;
        const access::OwnPlaces halls = town_halls(base.inputs, told);
        const census::Population& population = *base.inputs.population;
        const auto communes = access::own_communes(population, halls);
        for (const access::OwnCommune& commune : communes) {
            Target& target =
                add(base.own_mairie.minutes.walk, tied(commune.places, snapper), unlimited);
            target.of.assign(population.cells.size(), false);
            for (const census::CellIdx cell : commune.cells) target.of[cell.value()] = true;
        }
        if (!communes.empty()) ++counted;
    }

    void named_places() {
        const std::vector<access::Destination>& places = base.inputs.destinations;
        for (std::size_t i = 0; i < places.size(); ++i) {
            CategorySites site = tied(std::span(&places[i], 1), snapper);
            if (site.sites.empty()) continue;
            add(base.destinations[i].minutes.walk, std::move(site), unlimited);
            ++counted;
        }
    }

    /// The candidates near a quarter, those of the same two places once.
    std::vector<Passage> near(const geo::MultiPolygon& shape,
                              const BestCrossingsOptions& options) const {
        const auto within = [&](const street::Snap& end) {
            return geo::distance_to(shape, end.at) <= options.near;
        };
        std::vector<Passage> found;
        for (const Passage& passage : passages) {
            if (geo::distance(passage.left.at, passage.right.at) > options.longest.value())
                continue;
            if (!within(passage.left) && !within(passage.right)) continue;
            const auto same = [&](const Passage& other) {
                return other.left.edge == passage.left.edge &&
                       other.left.along_mm == passage.left.along_mm &&
                       other.right.edge == passage.right.edge &&
                       other.right.along_mm == passage.right.along_mm;
            };
            if (std::none_of(found.begin(), found.end(), same)) found.push_back(passage);
        }
        return found;
    }

    /// Minutes saved by cell: the mean over the places that count, and the largest of them.
    struct Saved {
        double mean = 0;
        double largest = 0;
    };

    /// What a way between the two places saves. `reach`: of the thread.
    BestCrossing judge(const Passage& passage, const access::CellGroup& quarter, double kmh,
                       street::Reach& reach) const {
        BestCrossing result{passage.barrier, passage.left.at, passage.right.at, 0, 0, 0, 0};
        result.length_m = geo::distance(result.from, result.to);
        const auto way = static_cast<Cost>(std::llround(result.length_m / 1000 / kmh * 3'600'000));
        const auto& cells = base.inputs.population->cells;
        std::vector<Saved> by_cell(cells.size());
        for (const auto& [near_end, far_end] :
             {std::pair(&passage.left, &passage.right), std::pair(&passage.right, &passage.left)}) {
            reach.run(*near_end, walking.limit, street::Direction::backward);
            std::vector<std::uint64_t> beyond;  ///< from this bank, over the way, by target
            for (const Target& target : targets) {
                const Cost far = target.nearest->from(*far_end);
                beyond.push_back(far == street::unreached ? street::unreached
                                                          : std::uint64_t{way} + far);
            }
            add_saved(reach, beyond, by_cell);
        }
        sum(by_cell, quarter, result);
        return result;
    }

    /// A cell gains by one direction of the way at most: no place lies nearer over it both ways.
    void add_saved(const street::Reach& reach, std::span<const std::uint64_t> beyond,
                   std::vector<Saved>& by_cell) const {
        const double limit = base.settings.access.walk_limit.count();
        for (const census::CellIdx cell : indices<census::CellIdx>(by_cell.size())) {
            const auto& snap = base.ties.snaps[cell];
            const Cost to_end = snap ? reach.cost(*snap) : street::unreached;
            if (to_end == street::unreached) continue;
            Saved& own = by_cell[cell.value()];
            for (std::size_t t = 0; t < targets.size(); ++t) {
                const Target& target = targets[t];
                if (beyond[t] >= street::unreached) continue;
                if (!target.of.empty() && !target.of[cell.value()]) continue;
                const std::uint64_t total = to_end + beyond[t];
                if (total >= street::unreached) continue;
                const double minutes =
                    saved((*target.before)[cell.value()],
                          street::minutes_of(static_cast<Cost>(total)).count(), limit);
                own.mean += minutes / static_cast<double>(counted);
                own.largest = std::max(own.largest, minutes);
            }
        }
    }

    void sum(std::span<const Saved> by_cell, const access::CellGroup& quarter,
             BestCrossing& result) const {
        constexpr double slack = 1e-6;  // sums of milliseconds told in minutes
        const auto& cells = base.inputs.population->cells;
        for (const census::CellIdx cell : indices<census::CellIdx>(by_cell.size())) {
            const Saved& own = by_cell[cell.value()];
            result.minutes_saved += cells[cell].people * own.mean;
            if (own.largest >= 1 - slack) result.people_gaining += cells[cell].people;
        }
        for (const access::CellWeight& cell : quarter.cells)
            result.minutes_saved_in_quarter += cell.people * by_cell[cell.cell.value()].mean;
    }
};

CrossingFinder::CrossingFinder(const Atlas& base) {
    LISIERE_EXPECTS(base.inputs.streets && base.inputs.population);
    parts_ = std::make_unique<Parts>(base);
}

CrossingFinder::~CrossingFinder() = default;

std::vector<BestCrossing> CrossingFinder::best(PerimeterIdx quarter,
                                               const BestCrossingsOptions& options,
                                               const Progress& progress) const {
    const Atlas& base = parts_->base;
    const Maybe<geo::MultiPolygon>& shape = base.inputs.territory.perimeters[quarter].shape;
    if (!shape || parts_->counted == 0) return {};
    const access::CellGroup& residents = base.residents.perimeters[quarter.value()];
    const std::vector<Passage> candidates = parts_->near(*shape, options);
    std::vector<BestCrossing> judged(candidates.size());
    std::vector<std::optional<street::Reach>> reaches(base.settings.threads.count);
    for_each_chunk(
        candidates.size(), 1, base.settings.threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            auto& reach = reaches[worker];
            if (!reach) reach.emplace(*base.inputs.streets);
            for (std::size_t i = begin; i < end; ++i)
                judged[i] = parts_->judge(candidates[i], residents, options.kmh, *reach);
        },
        [&](double done) { report(progress, "franchissements", done); });
    std::stable_sort(judged.begin(), judged.end(),
                     [](const BestCrossing& a, const BestCrossing& b) {
                         return a.minutes_saved > b.minutes_saved;
                     });
    const auto middle = [](const BestCrossing& one) { return geo::between(one.from, one.to, 0.5); };
    std::vector<BestCrossing> best;
    for (const BestCrossing& one : judged) {
        if (best.size() == options.most || one.minutes_saved <= 0) break;
        if (std::none_of(best.begin(), best.end(), [&](const BestCrossing& better) {
                return geo::distance(middle(one), middle(better)) < options.apart.value();
            }))
            best.push_back(one);
    }
    return best;
}

}  // namespace lisiere
