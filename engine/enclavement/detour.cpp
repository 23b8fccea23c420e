// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/detour.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>

#include "engine/enclavement/around_place.hpp"
#include "engine/enclavement/detour_targets.hpp"
#include "engine/enclavement/segments.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::enclavement {

namespace {

using street::Cost;

/// What is measured from one place on the streets.
struct PlaceFigures {
    Maybe<double> median = Absence::sans_objet;
    Maybe<double> p90 = Absence::sans_objet;
    Maybe<double> closed = Absence::sans_objet;        ///< share of the targets
    Maybe<double> first_median = Absence::sans_objet;  ///< of the first distance
    Maybe<double> entries_per_km = Absence::sans_objet;
    Maybe<double> dead_ends = Absence::sans_objet;
    Maybe<double> meshes = Absence::sans_objet;
};

/// The same under their names in enclavement.csv.
constexpr std::array<std::pair<const char*, Maybe<double> PlaceFigures::*>, 7> measures_of_place{
    {{"detour_median", &PlaceFigures::median},
     {"detour_p90", &PlaceFigures::p90},
     {"detour_ferme_part", &PlaceFigures::closed},
     {"detour_300", &PlaceFigures::first_median},
     {"entrees_km_300", &PlaceFigures::entries_per_km},
     {"impasses_part_400", &PlaceFigures::dead_ends},
     {"maillage_400", &PlaceFigures::meshes}}};

/// Nearest rank: the least value with at least q of the values at or below it. `values` sorted, not
/// empty.
double quantile(const std::vector<double>& values, double q) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size()) - 1e-9));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

/// Half the sum of the two middle ones. `values` sorted, not empty.
double median(const std::vector<double>& values) {
    const std::size_t n = values.size();
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

/// One worker's search and scratch memory.
class View {
  public:
    View(const street::StreetGraph& lengths, const Targets& targets,
         const SegmentIndex& barrier_lines, const Barriers& barriers, const DetourOptions& options)
        : graph_(lengths),
          targets_(targets),
          barrier_lines_(barrier_lines),
          barriers_(barriers),
          options_(options),
          reach_(lengths),
          crossed_(barriers.barriers.size(), 0) {}

    PlaceFigures look(const street::Snap& from, Sectors& sectors) {
        street::Snap origin = from;
        origin.off_cost = 0;
        origin.off_m = 0;
        reach_.run(origin, length_cost(options_.search_limit));
        PlaceFigures figures;
        targets(origin.at, sectors, figures);
        figures.entries_per_km = entries_per_km(graph_, reach_, origin, options_);
        const StreetForm form = street_form(graph_, reach_, options_);
        figures.dead_ends = form.dead_ends;
        figures.meshes = form.meshes;
        return figures;
    }

  private:
    void targets(const geo::Point& here, Sectors& sectors, PlaceFigures& figures) {
        all_.clear();
        first_.clear();
        std::size_t closed = 0;
        for (std::size_t sector = 0; sector < sector_count; ++sector)
            closed += look_towards(here, sector, sectors[sector]);
        if (all_.empty()) return;
        std::sort(all_.begin(), all_.end());
        figures.median = quantile(all_, 0.5);
        figures.p90 = quantile(all_, 0.9);
        figures.closed = static_cast<double>(closed) / static_cast<double>(all_.size());
        if (first_.empty()) return;
        std::sort(first_.begin(), first_.end());
        figures.first_median = quantile(first_, 0.5);
    }

    /// How many of the sector's targets are closed.
    std::size_t look_towards(const geo::Point& here, std::size_t sector, SectorView& view) {
        sector_.clear();
        long_.clear();
        std::size_t closed = 0;
        view.targets.fill({});
        for (std::size_t band = 0; band < options_.distances_m.size(); ++band) {
            const std::optional<Target> target = look_at(here, sector, options_.distances_m[band]);
            if (!target) continue;
            if (target->closed) ++closed;
            sector_.push_back(target->detour);
            all_.push_back(target->detour);
            if (band == 0) first_.push_back(target->detour);
            TargetView& seen = view.targets[band];
            seen.detour = static_cast<float>(target->detour);
            if (target->detour < options_.closed_from) continue;
            long_.push_back(target->at);
            seen.barrier = first_crossed(here, target->at);
        }
        if (sector_.empty()) {
            view.detour = Absence::sans_objet;
            view.closed = 0;
            view.barrier = BarrierIdx::none();
            return 0;
        }
        std::sort(sector_.begin(), sector_.end());
        view.detour = static_cast<float>(median(sector_));
        view.closed = static_cast<float>(closed) / static_cast<float>(sector_.size());
        view.barrier = responsible(here);
        return closed;
    }

    struct Target {
        geo::Point at;
        double detour = 1;
        bool closed = false;
    };
    std::optional<Target> look_at(const geo::Point& here, std::size_t sector, double distance) {
        const geo::Point direction = sector_direction(sector);
        const geo::Point wanted{here.x + direction.x * distance, here.y + direction.y * distance};
        const double limit =
            std::min(options_.target_limit.value(), options_.target_share * distance);
        const auto found = targets_.nearest(wanted, limit, near_);
        if (!found) return std::nullopt;
        const double straight = geo::distance(here, found->at);
        const Cost length = found->on_street ? reach_.cost(*found->on_street) : street::unreached;
        Target target{found->at, options_.cap, true};
        if (length == street::unreached) return target;
        const double detour = std::max(1.0, static_cast<double>(length) / 1000 / straight);
        if (detour <= options_.cap) target = {found->at, detour, false};
        return target;
    }

    /// The barrier that the straight line meets first; none.
    BarrierIdx first_crossed(const geo::Point& here, const geo::Point& there) {
        geo::Box box;
        box.extend(here);
        box.extend(there);
        barrier_lines_.query(box, near_);
        BarrierIdx first;
        double nearest = 2;  // beyond the end of the line
        for (const std::uint32_t n : near_) {
            const Segment& segment = barrier_lines_[n];
            const auto met = segment_crossing(here, there, segment.a, segment.b);
            if (!met || met->on_ab >= nearest) continue;
            nearest = met->on_ab;
            first = barriers_.stretches[StretchIdx{segment.owner}].barrier;
        }
        return first;
    }

    /// The barrier crossed by most of the straight lines to the long detours; ties: the lowest.
    BarrierIdx responsible(const geo::Point& here) {
        touched_.clear();
        for (const geo::Point& there : long_) {
            geo::Box box;
            box.extend(here);
            box.extend(there);
            barrier_lines_.query(box, near_);
            met_.clear();
            for (const std::uint32_t n : near_) {
                const Segment& segment = barrier_lines_[n];
                if (segment_crossing(here, there, segment.a, segment.b))
                    met_.push_back(barriers_.stretches[StretchIdx{segment.owner}].barrier);
            }
            std::sort(met_.begin(), met_.end());
            met_.erase(std::unique(met_.begin(), met_.end()), met_.end());
            for (const BarrierIdx b : met_) {
                if (crossed_[b.value()]++ == 0) touched_.push_back(b);
            }
        }
        BarrierIdx most;
        int count = 0;
        std::sort(touched_.begin(), touched_.end());
        for (const BarrierIdx b : touched_) {
            if (crossed_[b.value()] > count) {
                count = crossed_[b.value()];
                most = b;
            }
            crossed_[b.value()] = 0;
        }
        return most;
    }

    const street::StreetGraph& graph_;
    const Targets& targets_;
    const SegmentIndex& barrier_lines_;
    const Barriers& barriers_;
    const DetourOptions& options_;
    street::Reach reach_;
    std::vector<int> crossed_;
    std::vector<double> all_;
    std::vector<double> first_;
    std::vector<double> sector_;
    std::vector<geo::Point> long_;
    std::vector<std::uint32_t> near_;
    std::vector<BarrierIdx> met_;
    std::vector<BarrierIdx> touched_;
};

}  // namespace

std::string_view sector_name(std::size_t sector) {
    static constexpr std::array<std::string_view, sector_count> names{
        "nord",  "nord-nord-est",    "nord-est",   "est-nord-est",
        "est",   "est-sud-est",      "sud-est",    "sud-sud-est",
        "sud",   "sud-sud-ouest",    "sud-ouest",  "ouest-sud-ouest",
        "ouest", "ouest-nord-ouest", "nord-ouest", "nord-nord-ouest"};
    LISIERE_EXPECTS(sector < sector_count);
    return names[sector];
}

geo::Point sector_direction(std::size_t sector) {
    const double azimuth = static_cast<double>(sector) * 2 * std::numbers::pi / sector_count;
    return {std::sin(azimuth), std::cos(azimuth)};
}

street::StreetGraph length_graph(const street::StreetGraph& graph) {
    IndexedVector<street::NodeIdx, geo::Point> nodes;
    nodes.reserve(graph.node_count());
    for (const street::NodeIdx n : indices<street::NodeIdx>(graph.node_count()))
        nodes.push_back(graph.position(n));
    std::vector<street::EdgeInput> edges;
    edges.reserve(graph.edge_count());
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        const street::StreetGraph::Edge& edge = graph.edge(e);
        const std::span<const geo::Point> line = graph.line(e);
        // 3.6 km/h is one millimetre a millisecond.
        edges.push_back({edge.from, edge.to, geo::LineString(line.begin(), line.end()),
                         graph.kind_name(edge.kind), edge.flags, edge.layer, edge.way, 3.6,
                         edge.forward, edge.backward});
    }
    return {std::move(nodes), edges};
}

Cost length_cost(Metres length) {
    return static_cast<Cost>(std::llround(length.value() * 1000));
}

Detours detours(const street::StreetGraph& lengths,
                std::span<const std::optional<street::Snap>> places, const Barriers& barriers,
                const DetourOptions& options, Threads threads, const Progress& progress,
                const DetourTargets& where) {
    LISIERE_EXPECTS(!options.distances_m.empty() && options.distances_m.size() <= most_distances);
    LISIERE_EXPECTS(options.cap > 1);
    Detours out;
    for (const auto& [id, figure] : measures_of_place)
        out.measures.push_back(
            {id, std::vector<Maybe<double>>(places.size(), Absence::non_rattache)});
    Sectors untied;
    for (SectorView& view : untied) view.detour = Absence::non_rattache;
    out.sectors.assign(places.size(), untied);

    const Targets targets(lengths, where, options);
    const std::vector<geo::LineString> lines = barriers.lines();
    const SegmentIndex barrier_lines(lines);
    std::vector<std::unique_ptr<View>> views(threads.count);
    for_each_chunk(
        places.size(), 64, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            if (!views[worker])
                views[worker] =
                    std::make_unique<View>(lengths, targets, barrier_lines, barriers, options);
            for (std::size_t i = begin; i < end; ++i) {
                if (!places[i]) continue;
                const PlaceFigures found = views[worker]->look(*places[i], out.sectors[i]);
                for (std::size_t m = 0; m < measures_of_place.size(); ++m)
                    out.measures[m].values[i] = found.*measures_of_place[m].second;
            }
        },
        [&](double done) { report(progress, "enclavement: détours", done); });
    return out;
}

}  // namespace lisiere::enclavement
