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

/// Sums departures over patterns, each at its nearest stop; one object per thread.
class PatternSum {
  public:
    PatternSum(const transit::Timetable& timetable, const SupplySettings& settings)
        : timetable_(&timetable),
          reach_(limit_cost(settings.reach)),
          heavy_reach_(limit_cost(settings.heavy_reach)),
          best_(timetable.patterns().size()) {}

    bool in_reach(transit::LineIdx line, street::Cost walk) const {
        return walk <= (transit::is_heavy(timetable_->lines()[line].mode) ? heavy_reach_ : reach_);
    }

    bool has_untimed(StopIdx stop) const { return !timetable_->untimed_lines(stop).empty(); }
    bool untimed_in_reach(const SiteHit& stop) const {
        const auto lines = timetable_->untimed_lines(StopIdx{stop.site});
        return std::any_of(lines.begin(), lines.end(),
                           [&](transit::LineIdx line) { return in_reach(line, stop.cost); });
    }
    /// Whether the lines that call there without hours have names: else nobody knows how many.
    bool named_untimed(StopIdx stop) const {
        const auto lines = timetable_->untimed_lines(stop);
        return std::none_of(lines.begin(), lines.end(), [&](transit::LineIdx line) {
            return timetable_->lines()[line].short_name.empty();
        });
    }

    double departures_per_hour(std::span<const SiteHit> stops,
                               const Adjacency<StopIdx, transit::LineDepartures>& departures) {
        touched_.clear();
        for (const SiteHit& stop : stops)
            for (const transit::LineDepartures& d : departures[StopIdx{stop.site}]) {
                if (!in_reach(d.line, stop.cost)) continue;
                Best& best = best_[d.pattern];
                if (best.walk == street::unreached) touched_.push_back(d.pattern);
                // Stops come in ascending order: of equally near ones the lowest stays.
                if (stop.cost < best.walk) best = {stop.cost, d.per_hour};
            }
        std::sort(touched_.begin(), touched_.end());
        double sum = 0;
        for (const transit::PatternIdx p : touched_) {
            sum += best_[p].per_hour;
            best_[p] = Best{};
        }
        return sum;
    }

  private:
    struct Best {
        street::Cost walk = street::unreached;
        double per_hour = 0;
    };
    const transit::Timetable* timetable_;
    street::Cost reach_;
    street::Cost heavy_reach_;
    IndexedVector<transit::PatternIdx, Best> best_;
    std::vector<transit::PatternIdx> touched_;
};

void add_lines(CellSupply& supply, std::span<const SiteHit> stops, const PatternSum& sum,
               const IndexedVector<StopIdx, transit::StopService>& services) {
    supply.last_departure = Absence::au_dela;
    std::optional<Absence> unknown;  // why nobody knows when the last one leaves
    bool counted = true;
    for (const SiteHit& stop : stops) {
        const transit::StopService& service = services[StopIdx{stop.site}];
        bool used = false;
        for (const transit::LineIdx line : service.lines) {
            if (!sum.in_reach(line, stop.cost)) continue;
            supply.lines.push_back(line);
            used = true;
        }
        if (!used) continue;
        if (sum.untimed_in_reach(stop)) {
            unknown = service.last_departure.absence();
            counted = counted && sum.named_untimed(StopIdx{stop.site});
        }
        if (service.last_departure &&
            (!supply.last_departure || *supply.last_departure < *service.last_departure))
            supply.last_departure = service.last_departure;
    }
    std::sort(supply.lines.begin(), supply.lines.end());
    supply.lines.erase(std::unique(supply.lines.begin(), supply.lines.end()), supply.lines.end());
    supply.line_count = counted ? Maybe<double>(static_cast<double>(supply.lines.size()))
                                : Maybe<double>(Absence::hors_couverture);
    if (unknown) supply.last_departure = *unknown;
}

/// Whether a stop in reach is of a feed that hardly covers the period, or one where a line in reach
/// calls without hours.
bool cut_off(std::span<const SiteHit> stops, std::size_t period, const PatternSum& sum,
             const IndexedVector<StopIdx, transit::StopService>& services) {
    return std::any_of(stops.begin(), stops.end(), [&](const SiteHit& stop) {
        const StopIdx at{stop.site};
        if (sum.has_untimed(at)) return sum.untimed_in_reach(stop);
        const Maybe<double>& own = services[at].departures_per_hour[period];
        return !own && own.absence() == Absence::hors_couverture;
    });
}

void add_departures(CellSupply& supply, std::span<const SiteHit> stops,
                    std::span<const PeriodDepartures> departures,
                    const IndexedVector<StopIdx, transit::StopService>& services, PatternSum& sum) {
    for (std::size_t p = 0; p < departures.size(); ++p) {
        if (!departures[p])
            supply.departures_per_hour.emplace_back(Absence::non_disponible);
        else if (cut_off(stops, p, sum, services))
            supply.departures_per_hour.emplace_back(Absence::hors_couverture);
        else
            supply.departures_per_hour.emplace_back(sum.departures_per_hour(stops, *departures[p]));
    }
}

CellSupply missing_supply(std::size_t periods, Absence absence) {
    CellSupply supply;
    supply.departures_per_hour.assign(periods, absence);
    supply.line_count = absence;
    supply.nearest = absence;
    supply.nearest_heavy = absence;
    supply.last_departure = absence;
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
                departures[p] = transit::departures_by_line(service, periods[p]);
    }
    return departures;
}

Maybe<double> mean_departures(const CellGroup& group,
                              const IndexedVector<census::CellIdx, CellSupply>& supply,
                              std::size_t period) {
    std::vector<Maybe<double>> cells;
    for (const CellSupply& cell : supply) cells.push_back(cell.departures_per_hour[period]);
    for (const CellWeight& resident : group.cells)
        if (const Maybe<double>& own = cells[resident.cell.value()];
            resident.people > 0 && !own && own.absence() == Absence::hors_couverture)
            return Absence::hors_couverture;
    return weighted_mean(group, cells);
}

IndexedVector<census::CellIdx, CellSupply> no_supply(std::size_t cells, std::size_t periods) {
    return IndexedVector<census::CellIdx, CellSupply>(
        cells, missing_supply(periods, Absence::non_disponible));
}

IndexedVector<census::CellIdx, CellSupply> supply_in_reach(
    const transit::Timetable& timetable, std::span<const PeriodDepartures> departures,
    const IndexedVector<StopIdx, transit::StopService>& services, const street::StreetGraph& graph,
    const CellTies& cells, const StopTies& stops, const SupplySettings& settings, Threads threads,
    const Progress& progress) {
    LISIERE_EXPECTS(services.size() == timetable.stops().size());
    LISIERE_EXPECTS(stops.size() == timetable.stops().size());
    if (graph.node_count() == 0) return no_supply(cells.snaps.size(), departures.size());

    std::vector<StopIdx> served;
    std::vector<StopIdx> heavy;
    for (const StopIdx s : indices<StopIdx>(services.size())) {
        if (!services[s].served) continue;
        served.push_back(s);
        if (services[s].heavy) heavy.push_back(s);
    }
    const StreetMode walking{TravelMode::marche, &graph, &cells, limit_cost(settings.stop_limit)};
    const NearestStops nearest(walking, stops, std::move(served));
    const NearestStops nearest_heavy(walking, stops, std::move(heavy));

    const SiteIndex index(graph, stops.items());
    const street::Cost limit =
        std::max(limit_cost(settings.reach), limit_cost(settings.heavy_reach));
    std::vector<SiteSearch> searches(threads.count, SiteSearch(index));
    std::vector<PatternSum> sums(threads.count, PatternSum(timetable, settings));
    IndexedVector<census::CellIdx, CellSupply> supplies(cells.snaps.size());
    for_each_chunk(
        cells.snaps.size(), 32, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i) {
                const census::CellIdx cell{i};
                if (!cells.snaps[cell]) {
                    supplies[cell] = missing_supply(departures.size(), Absence::non_rattache);
                    continue;
                }
                CellSupply& supply = supplies[cell];
                const auto hits = searches[worker].run(*cells.snaps[cell], limit);
                add_departures(supply, hits, departures, services, sums[worker]);
                add_lines(supply, hits, sums[worker], services);
                supply.nearest = nearest.from(cell);
                supply.nearest_heavy = nearest_heavy.from(cell);
            }
        },
        [&](double done) { report(progress, "desserte à portée de marche", done); });
    return supplies;
}

IndexedVector<census::CellIdx, CellSupply> straight_supply(
    const transit::Timetable& timetable, std::span<const PeriodDepartures> departures,
    const IndexedVector<StopIdx, transit::StopService>& services,
    const census::Population& population, const SupplySettings& settings, Threads threads) {
    const double metres_per_minute = settings.straight_metres_per_minute;
    LISIERE_EXPECTS(services.size() == timetable.stops().size());
    LISIERE_EXPECTS(metres_per_minute > 0);
    const street::Cost limit =
        std::max(limit_cost(settings.reach), limit_cost(settings.heavy_reach));
    std::vector<PatternSum> sums(threads.count, PatternSum(timetable, settings));
    IndexedVector<census::CellIdx, CellSupply> supplies(population.cells.size());
    for_each_chunk(
        supplies.size(), 32, threads, [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i) {
                const geo::Point centre = population.cells[census::CellIdx{i}].centre;
                CellSupply& supply = supplies[census::CellIdx{i}];
                supply.nearest = Absence::au_dela;
                supply.nearest_heavy = Absence::au_dela;
                std::vector<SiteHit> hits;
                for (const StopIdx s : indices<StopIdx>(services.size())) {
                    if (!timetable.stops()[s].boardable) continue;
                    const double metres = geo::distance(centre, timetable.stops()[s].at);
                    const NearestStop here{s, metres / metres_per_minute, metres};
                    if (here.minutes > settings.stop_limit.count()) continue;
                    const street::Cost cost = limit_cost(Minutes{here.minutes});
                    if (cost <= limit) hits.push_back({s.value(), cost});
                    if (!services[s].served) continue;
                    if (!supply.nearest || metres < supply.nearest.value().metres)
                        supply.nearest = here;
                    if (services[s].heavy &&
                        (!supply.nearest_heavy || metres < supply.nearest_heavy.value().metres))
                        supply.nearest_heavy = here;
                }
                add_departures(supply, hits, departures, services, sums[worker]);
                add_lines(supply, hits, sums[worker], services);
            }
        });
    return supplies;
}

}  // namespace lisiere::access
