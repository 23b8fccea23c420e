// SPDX-License-Identifier: Apache-2.0
#include "engine/access/supply.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/access/site_search.hpp"
#include "engine/access/street_times.hpp"
#include "engine/access/walk_tree.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::access {
namespace {

using transit::StopIdx;

/// Quickest walks to the nearest of some stops, and why there may be none.
class NearestStops {
  public:
    NearestStops(const StreetMode& walking, const StopTies& ties, std::vector<StopIdx> stops)
        : walking_(walking),
          stops_(std::move(stops)),
          places_(tied(ties)),
          components_(components_of(*walking.graph, places_.sites)),
          tree_(*walking.graph, places_.sites, walking.limit) {
        std::erase_if(stops_, [&ties](StopIdx s) { return !ties[s]; });
    }

    Maybe<NearestStop> from(census::CellIdx cell) const {
        if (const auto& snap = walking_.cells->snaps[cell])
            if (const auto walk = tree_.walk_from(*snap))
                return NearestStop{stops_[walk->site], street::minutes_of(walk->cost).count(),
                                   walk->metres};
        return street_absence(walking_, cell, places_, components_);
    }

  private:
    CategorySites tied(const StopTies& ties) const {
        CategorySites places;
        places.known = stops_.size();
        for (const StopIdx s : stops_)
            if (ties[s]) places.sites.push_back(*ties[s]);
        return places;
    }

    StreetMode walking_;
    std::vector<StopIdx> stops_;
    CategorySites places_;
    std::vector<char> components_;
    WalkTree tree_;
};

/// Counts what stops in reach offer; one object per thread.
class Counter {
  public:
    Counter(const RunningService& service, const SupplySettings& settings)
        : service_(&service),
          reach_(limit_cost(settings.reach)),
          heavy_reach_(limit_cost(settings.heavy_reach)) {}

    void count(census::CellIdx cell, std::span<const SiteHit> stops, CellSupply& supply) {
        for (std::size_t p = 0; p < service_->departures.size(); ++p)
            supply.departures_per_hour.push_back(departures_per_hour(cell, stops, p));
        add_lines(stops, supply);
    }

  private:
    bool in_reach(transit::LineIdx line, street::Cost walk) const {
        const bool heavy = transit::is_heavy(service_->timetable.lines()[line].mode);
        return walk <= (heavy ? heavy_reach_ : reach_);
    }
    bool untimed_in_reach(const SiteHit& stop) const {
        const auto lines = service_->timetable.untimed_lines(StopIdx{stop.site});
        return std::any_of(lines.begin(), lines.end(),
                           [&](transit::LineIdx line) { return in_reach(line, stop.cost); });
    }
    /// Whether the lines that call there without hours have names: else nobody knows how many.
    bool named_untimed(StopIdx stop) const {
        const auto lines = service_->timetable.untimed_lines(stop);
        return std::none_of(lines.begin(), lines.end(), [&](transit::LineIdx line) {
            return service_->timetable.lines()[line].short_name.empty();
        });
    }
    /// Whether a stop in reach is of a feed that hardly covers the period, or one where a line in
    /// reach calls without hours.
    bool cut_off(std::span<const SiteHit> stops, std::size_t period) const {
        return std::any_of(stops.begin(), stops.end(), [&](const SiteHit& stop) {
            const StopIdx at{stop.site};
            if (!service_->timetable.untimed_lines(at).empty()) return untimed_in_reach(stop);
            const Maybe<double>& own = service_->stops[at].departures_per_hour[period];
            return !own && own.absence() == Absence::hors_couverture;
        });
    }

    Maybe<double> departures_per_hour(census::CellIdx cell, std::span<const SiteHit> stops,
                                      std::size_t period) {
        const PeriodDepartures& departures = service_->departures[period];
        if (!departures) return Absence::non_disponible;
        if (service_->base != nullptr) {
            const Maybe<double>& before = (*service_->base)[cell].departures_per_hour[period];
            if (!before) return before.absence();
        } else if (cut_off(stops, period)) {
            return Absence::hors_couverture;
        }
        stretches_.clear();
        for (const SiteHit& stop : stops)
            for (const transit::TripsLeaving& trips : departures->by_stop[StopIdx{stop.site}])
                if (in_reach(trips.line, stop.cost)) stretches_.push_back(trips);
        return static_cast<double>(transit::distinct_trips(stretches_)) / departures->hours;
    }

    void add_lines(std::span<const SiteHit> stops, CellSupply& supply) const {
        bool counted = true;
        for (const SiteHit& stop : stops) {
            const StopIdx at{stop.site};
            for (const transit::LineIdx line : service_->stops[at].lines)
                if (in_reach(line, stop.cost)) supply.lines.push_back(line);
            counted = counted && (!untimed_in_reach(stop) || named_untimed(at));
        }
        std::sort(supply.lines.begin(), supply.lines.end());
        supply.lines.erase(std::unique(supply.lines.begin(), supply.lines.end()),
                           supply.lines.end());
        supply.line_count = counted ? Maybe<double>(static_cast<double>(supply.lines.size()))
                                    : Maybe<double>(Absence::hors_couverture);
    }

    const RunningService* service_;
    street::Cost reach_;
    street::Cost heavy_reach_;
    std::vector<transit::TripsLeaving> stretches_;
};

/// A stop that the base had, out of reach or not, and nobody has any more.
void keep_known(census::CellIdx cell, const CellSupplies* base, CellSupply& supply) {
    if (base == nullptr) return;
    const auto keep = [&](Maybe<NearestStop> CellSupply::*which) {
        const Maybe<NearestStop>& before = (*base)[cell].*which;
        Maybe<NearestStop>& now = supply.*which;
        if (!now && now.absence() == Absence::non_disponible &&
            (before || is_out_of_reach(before.absence())))
            now = Absence::non_desservi;
    };
    keep(&CellSupply::nearest);
    keep(&CellSupply::nearest_heavy);
}

CellSupply missing_supply(std::size_t periods, Absence absence) {
    CellSupply supply;
    supply.departures_per_hour.assign(periods, absence);
    supply.line_count = absence;
    supply.nearest = absence;
    supply.nearest_heavy = absence;
    return supply;
}

}  // namespace

std::vector<PeriodDepartures> period_departures(const transit::Timetable& timetable,
                                                const transit::ServiceDays& days,
                                                std::span<const transit::Period> periods) {
    std::vector<PeriodDepartures> departures(periods.size());
    for (const transit::DayType type : transit::all_day_types) {
        const std::optional<transit::Day> day = days.of(type);
        if (!day) continue;
        const transit::DayTimetable service(timetable, *day);
        for (std::size_t p = 0; p < periods.size(); ++p)
            if (periods[p].day_type == type)
                departures[p] =
                    LeavingTrips{transit::trips_leaving(service, periods[p]), periods[p].hours()};
    }
    return departures;
}

Maybe<double> mean_departures(const CellGroup& group, const CellSupplies& supply,
                              std::size_t period) {
    for (const CellWeight& resident : group.cells) {
        const Maybe<double>& own = supply[resident.cell].departures_per_hour[period];
        if (resident.people > 0 && !own && own.absence() == Absence::hors_couverture)
            return Absence::hors_couverture;
    }
    return weighted_mean(group, [&](census::CellIdx cell) -> const Maybe<double>& {
        return supply[cell].departures_per_hour[period];
    });
}

CellSupplies no_supply(std::size_t cells, std::size_t periods) {
    return CellSupplies(cells, missing_supply(periods, Absence::non_disponible));
}

CellSupplies supply_in_reach(const RunningService& service, const street::StreetGraph& graph,
                             const CellTies& cells, const StopTies& stops,
                             const SupplySettings& settings, Threads threads,
                             const Progress& progress) {
    LISIERE_EXPECTS(service.stops.size() == service.timetable.stops().size());
    LISIERE_EXPECTS(stops.size() == service.stops.size());
    LISIERE_EXPECTS(service.base == nullptr || service.base->size() == cells.snaps.size());
    if (graph.node_count() == 0) return no_supply(cells.snaps.size(), service.departures.size());

    std::vector<StopIdx> served;
    std::vector<StopIdx> heavy;
    for (const StopIdx s : indices<StopIdx>(service.stops.size())) {
        if (!service.stops[s].served) continue;
        served.push_back(s);
        if (service.stops[s].heavy) heavy.push_back(s);
    }
    const StreetMode walking{TravelMode::marche, &graph, &cells, limit_cost(settings.stop_limit)};
    const NearestStops nearest(walking, stops, std::move(served));
    const NearestStops nearest_heavy(walking, stops, std::move(heavy));

    const SiteIndex index(graph, stops.items());
    const street::Cost limit =
        std::max(limit_cost(settings.reach), limit_cost(settings.heavy_reach));
    std::vector<SiteSearch> searches(threads.count, SiteSearch(index));
    std::vector<Counter> counters(threads.count, Counter(service, settings));
    CellSupplies supplies(cells.snaps.size());
    for_each_chunk(
        cells.snaps.size(), 32, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i) {
                const census::CellIdx cell{i};
                CellSupply& supply = supplies[cell];
                if (!cells.snaps[cell]) {
                    supply = missing_supply(service.departures.size(), Absence::non_rattache);
                    continue;
                }
                counters[worker].count(cell, searches[worker].run(*cells.snaps[cell], limit),
                                       supply);
                supply.nearest = nearest.from(cell);
                supply.nearest_heavy = nearest_heavy.from(cell);
                keep_known(cell, service.base, supply);
            }
        },
        [&](double done) { report(progress, "desserte à portée de marche", done); });
    return supplies;
}

CellSupplies straight_supply(const RunningService& service, const census::Population& population,
                             const SupplySettings& settings, Threads threads) {
    const double metres_per_minute = settings.straight_metres_per_minute;
    LISIERE_EXPECTS(service.stops.size() == service.timetable.stops().size());
    LISIERE_EXPECTS(metres_per_minute > 0);
    const auto& stops = service.timetable.stops();
    const street::Cost limit =
        std::max(limit_cost(settings.reach), limit_cost(settings.heavy_reach));
    std::vector<Counter> counters(threads.count, Counter(service, settings));
    CellSupplies supplies(population.cells.size());
    for_each_chunk(
        supplies.size(), 32, threads, [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i) {
                const census::CellIdx cell{i};
                CellSupply& supply = supplies[cell];
                supply.nearest = Absence::au_dela;
                supply.nearest_heavy = Absence::au_dela;
                std::vector<SiteHit> hits;
                for (const StopIdx s : indices<StopIdx>(stops.size())) {
                    if (!stops[s].boardable) continue;
                    const double metres = geo::distance(population.cells[cell].centre, stops[s].at);
                    const NearestStop here{s, metres / metres_per_minute, metres};
                    if (here.minutes > settings.stop_limit.count()) continue;
                    const street::Cost cost = limit_cost(Minutes{here.minutes});
                    if (cost <= limit) hits.push_back({s.value(), cost});
                    if (!service.stops[s].served) continue;
                    if (!supply.nearest || metres < supply.nearest.value().metres)
                        supply.nearest = here;
                    if (service.stops[s].heavy &&
                        (!supply.nearest_heavy || metres < supply.nearest_heavy.value().metres))
                        supply.nearest_heavy = here;
                }
                counters[worker].count(cell, hits, supply);
            }
        });
    return supplies;
}

}  // namespace lisiere::access
