// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/detour.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include "engine/enclavement/segments.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/reach.hpp"
#include "engine/street/tie_flags.hpp"

namespace lisiere::enclavement {

namespace {

using street::Cost;

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

/// Fractions along ab where it crosses the circle, NaN where it does not. A street that only grazes
/// it (within a micrometre) leaves it nowhere: cut in two by a closure it would, or not, by the
/// rounding of its new ends. One that ends on it does: its other half may be the one left.
std::array<double, 2> circle_crossings(const geo::Point& a, const geo::Point& b,
                                       const geo::Point& centre, double radius) {
    constexpr double grazing_m = 1e-6;
    constexpr double end = 1e-9;  // of the way
    const geo::Point u{b.x - a.x, b.y - a.y};
    const geo::Point w{a.x - centre.x, a.y - centre.y};
    const double squared = u.x * u.x + u.y * u.y;
    const double half_b = w.x * u.x + w.y * u.y;
    const double discriminant =
        half_b * half_b - squared * (w.x * w.x + w.y * w.y - radius * radius);
    std::array<double, 2> at{NAN, NAN};
    // Half the chord squared, times `squared`: 2 r h for a circle passed h inside its rim.
    if (squared == 0 || discriminant <= 2 * radius * grazing_m * squared) return at;
    for (std::size_t i = 0; i < 2; ++i) {
        const double t = (-half_b + (i == 0 ? -1 : 1) * std::sqrt(discriminant)) / squared;
        if (t >= -end && t <= 1 + end) at[i] = std::clamp(t, 0.0, 1.0);
    }
    return at;
}

Cost millimetres(double metres) {
    return static_cast<Cost>(std::llround(metres * 1000));
}

/// Places on streets, found by a point.
class StreetPlaces {
  public:
    StreetPlaces(const street::StreetGraph& graph, std::span<const geo::LineString> lines)
        : graph_(graph), segments_(lines) {}

    /// Ties: the lowest edge.
    std::optional<street::Snap> nearest(const geo::Point& p, double limit,
                                        std::vector<std::uint32_t>& near) const {
        for (const double reach : {limit / 4, limit}) {
            segments_.query(geo::Box{p.x, p.y, p.x, p.y}.grown(reach), near);
            const Segment* best = nullptr;
            geo::Projection where;
            where.distance = reach;
            for (const std::uint32_t n : near) {
                const Segment& segment = segments_[n];
                const geo::Projection found = geo::project(p, segment.a, segment.b);
                if (found.distance > where.distance ||
                    (best != nullptr && found.distance == where.distance))
                    continue;
                best = &segment;
                where = found;
            }
            if (best == nullptr) continue;
            const double along = best->start_m + where.fraction * geo::distance(best->a, best->b);
            const street::EdgeIdx edge{best->owner};
            const auto along_mm = static_cast<std::uint32_t>(std::llround(along * 1000));
            return street::Snap{edge, std::min(along_mm, graph_.edge(edge).length_mm), where.point,
                                where.distance, 0};
        }
        return std::nullopt;
    }

  private:
    const street::StreetGraph& graph_;
    SegmentIndex segments_;
};

/// By edge, its line where the edge fits; empty elsewhere.
template <class Fits>
std::vector<geo::LineString> lines_where(const street::StreetGraph& graph, const Fits& fits) {
    std::vector<geo::LineString> lines(graph.edge_count());
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        if (!fits(graph.edge(e))) continue;
        const std::span<const geo::Point> line = graph.line(e);
        lines[e.value()].assign(line.begin(), line.end());
    }
    return lines;
}

/// Where the walks of the measure may end: on the nearest street that is no bridge and no tunnel,
/// since nobody is at home there and a bridge added must not move the targets, where people live or
/// services are. Chosen on the streets of the base, then found again on those searched.
class Targets {
  public:
    Targets(const street::StreetGraph& searched, const DetourTargets& targets,
            const DetourOptions& options)
        : options_(options),
          peopled_(targets.peopled.begin(), targets.peopled.end()),
          peopled_index_(index_of(targets.peopled)),
          chosen_(base_of(searched, targets), worth_a_walk(base_of(searched, targets), options)) {
        if (targets.streets == nullptr) return;
        again_.emplace(searched, lines_where(searched, [](const street::StreetGraph::Edge& edge) {
                           return (edge.flags & street::never_tied) == 0;
                       }));
    }

    /// Nothing there that is worth a walk: nullopt. `on_street`: none when the street is gone.
    struct Found {
        geo::Point at;
        std::optional<street::Snap> on_street;
    };
    std::optional<Found> nearest(const geo::Point& p, double limit,
                                 std::vector<std::uint32_t>& near) const {
        const std::optional<street::Snap> chosen = chosen_.nearest(p, limit, near);
        if (!chosen || !peopled(chosen->at, near)) return std::nullopt;
        if (!again_) return Found{chosen->at, chosen};
        constexpr double same_place_m = 0.01;
        return Found{chosen->at, again_->nearest(chosen->at, same_place_m, near)};
    }

  private:
    static const street::StreetGraph& base_of(const street::StreetGraph& searched,
                                              const DetourTargets& targets) {
        return targets.streets != nullptr ? *targets.streets : searched;
    }
    static std::vector<geo::LineString> worth_a_walk(const street::StreetGraph& graph,
                                                     const DetourOptions& options) {
        return lines_where(graph, [&](const street::StreetGraph::Edge& edge) {
            return !edge.is(street::WayFlag::bridge) && !edge.is(street::WayFlag::tunnel) &&
                   graph.component_size(graph.component(edge.from)) >= options.target_component;
        });
    }
    bool peopled(const geo::Point& p, std::vector<std::uint32_t>& near) const {
        if (peopled_.empty()) return true;
        const double within = options_.peopled_within.value();
        peopled_index_.query(geo::Box{p.x, p.y, p.x, p.y}.grown(within), near);
        return std::any_of(near.begin(), near.end(), [&](std::uint32_t n) {
            return geo::distance(peopled_[n], p) <= within;
        });
    }

    const DetourOptions& options_;
    std::vector<geo::Point> peopled_;
    geo::BoxIndex peopled_index_;
    StreetPlaces chosen_;
    std::optional<StreetPlaces> again_;
};

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

    void look(const street::Snap& from, std::size_t at, Detours& out) {
        street::Snap origin = from;
        origin.off_cost = 0;
        origin.off_m = 0;
        reach_.run(origin, millimetres(options_.search_limit.value()));
        targets(origin.at, at, out);
        out.measures[4].values[at] = entries_per_km(origin);
        form(at, out);
    }

  private:
    void targets(const geo::Point& here, std::size_t at, Detours& out) {
        all_.clear();
        first_.clear();
        std::size_t closed = 0;
        for (std::size_t sector = 0; sector < sector_count; ++sector) {
            sector_.clear();
            std::size_t closed_here = 0;
            long_.clear();
            SectorView& view = out.sectors[at][sector];
            view.targets.fill({});
            for (std::size_t band = 0; band < options_.distances_m.size(); ++band) {
                const std::optional<Target> target =
                    look_at(here, sector, options_.distances_m[band]);
                if (!target) continue;
                if (target->closed) ++closed_here;
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
                continue;
            }
            std::sort(sector_.begin(), sector_.end());
            view.detour = static_cast<float>(median(sector_));
            view.closed = static_cast<float>(closed_here) / static_cast<float>(sector_.size());
            closed += closed_here;
            view.barrier = responsible(here);
        }
        std::sort(all_.begin(), all_.end());
        std::sort(first_.begin(), first_.end());
        const auto set = [&](std::size_t measure, bool known, double value) {
            out.measures[measure].values[at] =
                known ? Maybe<double>(value) : Maybe<double>(Absence::sans_objet);
        };
        set(0, !all_.empty(), all_.empty() ? 0 : quantile(all_, 0.5));
        set(1, !all_.empty(), all_.empty() ? 0 : quantile(all_, 0.9));
        set(2, !all_.empty(),
            all_.empty() ? 0 : static_cast<double>(closed) / static_cast<double>(all_.size()));
        set(3, !first_.empty(), first_.empty() ? 0 : quantile(first_, 0.5));
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

    /// Where streets in reach leave the circle, as angles, merged around it.
    double entries_per_km(const street::Snap& origin) {
        const geo::Point& here = origin.at;
        const double radius = options_.entry_radius.value();
        const Cost limit = millimetres(options_.entry_walk.value());
        angles_.clear();
        each_edge_within(limit, origin.edge, [&](street::EdgeIdx e) {
            const std::span<const geo::Point> line = graph_.line(e);
            double along = 0;
            for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                const geo::Point& a = line[i];
                const geo::Point& b = line[i + 1];
                const double step = geo::distance(a, b);
                for (const double t : circle_crossings(a, b, here, radius)) {
                    if (std::isnan(t)) continue;
                    const street::Snap out{
                        e,
                        static_cast<std::uint32_t>(std::llround((along + step * t) * 1000)),
                        {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t},
                        0,
                        0};
                    if (reach_.cost(out) <= limit)
                        angles_.push_back(std::atan2(out.at.y - here.y, out.at.x - here.x));
                }
                along += step;
            }
        });
        const std::size_t count = apart(options_.entry_merge.value() / radius);
        return static_cast<double>(count) / (2 * std::numbers::pi * radius / 1000);
    }

    /// As many of `angles_` as can be chosen more than `gap` from one another around the circle.
    /// One more angle never makes them fewer, as merging neighbours of neighbours would. Choosing
    /// the next that is far enough is best from a given start; one of those within `gap` of the
    /// first angle is a best start, for if none were chosen the first could be added.
    std::size_t apart(double gap) {
        std::sort(angles_.begin(), angles_.end());
        const std::size_t n = angles_.size();
        constexpr double turn = 2 * std::numbers::pi;
        std::size_t best = 0;
        for (std::size_t start = 0; start < n; ++start) {
            const double off = angles_[start] - angles_[0];
            if (off > gap && turn - off > gap) continue;
            std::size_t count = 1;
            double last = 0;  // angle from the start
            for (std::size_t i = 1; i < n; ++i) {
                const std::size_t at = (start + i) % n;
                const double on = angles_[at] - angles_[start] + (start + i < n ? 0 : turn);
                if (on - last <= gap || turn - on <= gap) continue;
                last = on;
                ++count;
            }
            best = std::max(best, count);
        }
        return best;
    }

    /// Edges with an end within the limit, and the origin's own.
    template <class Use>
    void each_edge_within(Cost limit, street::EdgeIdx own, Use use) {
        bool own_used = false;
        for (const street::NodeIdx node : reach_.reached()) {
            if (reach_.cost(node) > limit) break;
            for (const street::Arc& arc : graph_.arcs(node)) {
                const street::StreetGraph::Edge& edge = graph_.edge(arc.edge);
                const street::NodeIdx other = edge.from == node ? edge.to : edge.from;
                // A street walked both ways has an arc at each end: the lower end uses it.
                if (edge.forward && edge.backward && other < node && reach_.cost(other) <= limit)
                    continue;
                own_used = own_used || arc.edge == own;
                use(arc.edge);
            }
        }
        if (!own_used) use(own);
    }

    void form(std::size_t at, Detours& out) {
        const Cost limit = millimetres(options_.form_walk.value());
        std::size_t nodes = 0;
        std::size_t dead_ends = 0;
        std::size_t arcs = 0;
        for (const street::NodeIdx node : reach_.reached()) {
            if (reach_.cost(node) > limit) break;
            ++nodes;
            if (graph_.arcs(node).size() <= 1) ++dead_ends;
            for (const street::Arc& arc : graph_.arcs(node)) {
                const street::StreetGraph::Edge& edge = graph_.edge(arc.edge);
                const street::NodeIdx other = edge.from == node ? edge.to : edge.from;
                if (reach_.cost(other) > limit) continue;
                // A two-way street has an arc at each end, a one-way street one in all.
                arcs += edge.forward && edge.backward ? 1 : 2;
            }
        }
        if (nodes == 0) {
            out.measures[5].values[at] = Absence::sans_objet;
            out.measures[6].values[at] = Absence::sans_objet;
            return;
        }
        const auto v = static_cast<double>(nodes);
        out.measures[5].values[at] = static_cast<double>(dead_ends) / v;
        if (nodes < 3)
            out.measures[6].values[at] = Absence::sans_objet;
        else
            out.measures[6].values[at] = (static_cast<double>(arcs) / 2 - v + 1) / (2 * v - 5);
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
    std::vector<double> angles_;
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

Detours detours(const street::StreetGraph& lengths,
                std::span<const std::optional<street::Snap>> places, const Barriers& barriers,
                const DetourOptions& options, Threads threads, const Progress& progress,
                const DetourTargets& where) {
    LISIERE_EXPECTS(!options.distances_m.empty() && options.distances_m.size() <= most_distances);
    LISIERE_EXPECTS(options.cap > 1);
    Detours out;
    for (const char* id : {"detour_median", "detour_p90", "detour_ferme_part", "detour_300",
                           "entrees_km_300", "impasses_part_400", "maillage_400"})
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
            for (std::size_t i = begin; i < end; ++i)
                if (places[i]) views[worker]->look(*places[i], i, out);
        },
        [&](double done) { report(progress, "enclavement: détours", done); });
    return out;
}

}  // namespace lisiere::enclavement
