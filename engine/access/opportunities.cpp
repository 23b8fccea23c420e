// SPDX-License-Identifier: Apache-2.0
#include "engine/access/opportunities.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lisiere::access {
namespace {

/// What one thread needs to turn the places in reach of a cell into figures.
class CellFigures {
  public:
    CellFigures(const ReachPlaces& places, ReachFigures& figures)
        : places_(&places), figures_(&figures) {
        for (const Opportunity& opportunity : places.opportunities)
            totals_.push_back(opportunity.total());
    }

    void fill(std::size_t cell, std::span<const PlaceTime> times) {
        std::uint32_t first = 0;
        auto at = times.begin();
        const auto next = [&](std::size_t count) {
            const auto begin = at;
            const auto end_place = first + static_cast<std::uint32_t>(count);
            while (at != times.end() && at->place < end_place) ++at;
            return std::span<const PlaceTime>(begin, at);
        };
        for (std::size_t o = 0; o < places_->opportunities.size(); ++o) {
            const Opportunity& opportunity = places_->opportunities[o];
            if (!opportunity.places.empty()) count(o, cell, next(opportunity.places.size()), first);
            first += static_cast<std::uint32_t>(opportunity.places.size());
        }
        for (std::size_t c = 0; c < places_->facilities.size(); ++c) {
            const std::size_t known = places_->facilities[c];
            if (known > 0) nth(c, cell, next(known));
            first += static_cast<std::uint32_t>(known);
        }
    }

  private:
    void count(std::size_t o, std::size_t cell, std::span<const PlaceTime> times,
               std::uint32_t first) {
        const Opportunity& opportunity = places_->opportunities[o];
        const auto of = [&](const PlaceTime& time) {
            return opportunity.places[time.place - first].count;
        };
        for (std::size_t m = 0; m < places_->measures.size(); ++m) {
            double sum = 0;
            for (const PlaceTime& time : times)
                sum += of(time) * places_->measures[m].decay(time.minutes);
            figures_->sums[o][m][cell] = sum;
        }
        by_time_.assign(times.begin(), times.end());
        std::sort(by_time_.begin(), by_time_.end(), [](const PlaceTime& a, const PlaceTime& b) {
            return std::pair(a.minutes, a.place) < std::pair(b.minutes, b.place);
        });
        Maybe<double>& minutes = figures_->goal_minutes[o][cell];
        minutes = totals_[o] < opportunity.goal ? Absence::sans_objet : Absence::au_dela;
        double reached = 0;
        for (const PlaceTime& time : by_time_) {
            reached += of(time);
            // A sum that should be the goal exactly must not miss it by rounding.
            if (reached < opportunity.goal * (1 - 1e-12)) continue;
            minutes = time.minutes;
            return;
        }
    }

    void nth(std::size_t c, std::size_t cell, std::span<const PlaceTime> times) {
        Maybe<double>& minutes = figures_->nth_minutes[c][cell];
        if (places_->facilities[c] < places_->rank) {
            minutes = Absence::sans_objet;
        } else if (times.size() < places_->rank) {
            minutes = Absence::au_dela;
        } else {
            sorted_.clear();
            for (const PlaceTime& time : times) sorted_.push_back(time.minutes);
            const auto at = sorted_.begin() + static_cast<std::ptrdiff_t>(places_->rank - 1);
            std::nth_element(sorted_.begin(), at, sorted_.end());
            minutes = *at;
        }
    }

    const ReachPlaces* places_;
    ReachFigures* figures_;
    std::vector<double> totals_;  ///< by opportunity
    std::vector<PlaceTime> by_time_;
    std::vector<double> sorted_;
};

}  // namespace

double Opportunity::total() const {
    return std::accumulate(places.begin(), places.end(), 0.0,
                           [](double sum, const Place& place) { return sum + place.count; });
}

ReachPlaces reach_places(std::span<const Opportunity> opportunities,
                         std::span<const OpportunityMeasure> measures,
                         const IndexedVector<CategoryIdx, CategorySites>& categories,
                         const street::Snapper& snapper, Threads threads, Notices& notices,
                         std::string_view streets) {
    ReachPlaces places{opportunities, measures, {}, 3, {}};
    for (const Opportunity& opportunity : opportunities) {
        std::vector<geo::Point> points;
        for (const Opportunity::Place& place : opportunity.places) points.push_back(place.at);
        const auto snaps = snap_points(points, snapper, threads);
        double lost = 0;
        std::size_t untied = 0;
        for (std::size_t i = 0; i < snaps.size(); ++i) {
            if (snaps[i]) continue;
            lost += opportunity.places[i].count;
            ++untied;
        }
        if (untied > 0)
            notices.add(
                Severity::avertissement, "opportunites_non_rattachees",
                on_streets(opportunity.source, streets),
                {{"opportunite", opportunity.id}, {"part", 100 * lost / opportunity.total()}},
                untied);
        places.snaps.insert(places.snaps.end(), snaps.begin(), snaps.end());
    }
    for (const CategorySites& category : categories) {
        places.facilities.push_back(category.known);
        places.snaps.insert(places.snaps.end(), category.sites.begin(), category.sites.end());
        places.snaps.resize(places.snaps.size() + category.known - category.sites.size());
    }
    return places;
}

ReachFigures reach_figures(const ReachPlaces& places, const PlaceTimesMaker& maker,
                           const CellTies& cells, Threads threads, std::string_view step,
                           const Progress& progress) {
    const std::size_t count = cells.snaps.size();
    const std::vector<Maybe<double>> unknown(count);
    ReachFigures figures;
    figures.sums.assign(places.opportunities.size(),
                        std::vector<std::vector<Maybe<double>>>(places.measures.size(), unknown));
    figures.goal_minutes.assign(places.opportunities.size(), unknown);
    figures.nth_minutes.assign(places.facilities.size(), unknown);
    const auto off_the_network = [&](std::size_t cell) {
        for (std::size_t o = 0; o < places.opportunities.size(); ++o) {
            if (places.opportunities[o].places.empty()) continue;
            for (auto& row : figures.sums[o]) row[cell] = Absence::non_rattache;
            figures.goal_minutes[o][cell] = Absence::non_rattache;
        }
        for (std::size_t c = 0; c < places.facilities.size(); ++c)
            if (places.facilities[c] > 0) figures.nth_minutes[c][cell] = Absence::non_rattache;
    };
    struct Worker {
        std::unique_ptr<PlaceTimes> search;
        CellFigures figures;
    };
    std::vector<Worker> workers;
    for (unsigned t = 0; t < threads.count; ++t)
        workers.push_back({maker(), CellFigures(places, figures)});
    for_each_chunk(
        count, 8, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t cell = begin; cell < end; ++cell)
                if (cells.snaps[census::CellIdx{cell}])
                    workers[worker].figures.fill(
                        cell, workers[worker].search->from(census::CellIdx{cell}));
                else
                    off_the_network(cell);
        },
        [&](double done) { report(progress, step, done); });
    return figures;
}

}  // namespace lisiere::access
