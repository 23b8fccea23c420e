// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/access_lost.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/core/error.hpp"
#include "engine/enclavement/on_edges.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::enclavement {
namespace {

using street::Cost;
using street::Snap;

/// Streets closed to passage, which no arc leads to, by the nodes at their ends.
class ClosedStreets {
  public:
    explicit ClosedStreets(const street::StreetGraph& graph) {
        for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
            const street::StreetGraph::Edge& edge = graph.edge(e);
            if (edge.forward || edge.backward) continue;
            at_.emplace_back(edge.from, e);
            at_.emplace_back(edge.to, e);
        }
        std::sort(at_.begin(), at_.end());
    }
    template <class Use>
    void each_at(street::NodeIdx node, const Use& use) const {
        for (auto at =
                 std::lower_bound(at_.begin(), at_.end(), std::pair(node, street::EdgeIdx{0}));
             at != at_.end() && at->first == node; ++at)
            use(at->second);
    }

  private:
    std::vector<std::pair<street::NodeIdx, street::EdgeIdx>> at_;
};

/// One thread's searches. Cells and ends of passages are read off the edges that a search touches.
class Searcher {
  public:
    Searcher(const street::StreetGraph& graph, std::span<const std::optional<Snap>> places,
             std::span<const double> people, std::span<const Passage> passages,
             const OnEdges& cells, const OnEdges& ends, const ClosedStreets& closed, Cost limit)
        : places_(places),
          people_(people),
          passages_(passages),
          cells_(cells),
          ends_(ends),
          closed_(closed),
          limit_(limit),
          reach_(graph),
          seen_(graph.edge_count()),
          with_(places.size(), street::unreached),
          end_(2 * passages.size(), street::unreached) {}

    /// People reached from the cell; what it gains goes to `gains`.
    double search(std::uint32_t cell, std::vector<CellGain>& gains) {
        forget();
        reach_.run(*places_[cell], limit_);
        double reached = 0;
        for (const EdgeIdx edge : touched(places_[cell]->edge)) {
            for (const std::uint32_t other : cells_.on(edge)) {
                const Cost cost = reach_.cost(*places_[other]);
                if (cost == street::unreached) continue;
                with_[other] = cost;
                near_.push_back(other);
            }
            for (const std::uint32_t end : ends_.on(edge)) {
                end_[end] = reach_.cost(place_of(end));
                if (end_[end] == street::unreached) continue;
                near_ends_.push_back(end);
            }
        }
        // In the order of the cells: the same sum whatever the search touched first.
        std::sort(near_.begin(), near_.end());
        for (const std::uint32_t other : near_) reached += people_[other];
        std::sort(near_ends_.begin(), near_ends_.end());
        for (std::size_t first = 0; first < near_ends_.size();) {
            const BarrierIdx barrier = passages_[near_ends_[first] / 2].barrier;
            std::size_t last = first;
            while (last < near_ends_.size() && passages_[near_ends_[last] / 2].barrier == barrier)
                ++last;
            const double gained = across(std::span(near_ends_).subspan(first, last - first));
            if (gained > 0) gains.push_back({cell, barrier, gained});
            first = last;
        }
        return reached;
    }

  private:
    using EdgeIdx = street::EdgeIdx;

    const Snap& place_of(std::uint32_t end) const {
        const Passage& passage = passages_[end / 2];
        return end % 2 == 0 ? passage.left : passage.right;
    }

    void forget() {
        for (const std::uint32_t cell : near_) with_[cell] = street::unreached;
        for (const std::uint32_t end : near_ends_) end_[end] = street::unreached;
        near_.clear();
        near_ends_.clear();
    }

    /// The edges at the nodes that the last search reached, and the one it started on.
    std::span<const EdgeIdx> touched(std::optional<EdgeIdx> start) {
        edges_.clear();
        ++round_;
        const auto add = [this](EdgeIdx edge) {
            if (seen_[edge.value()] == round_) return;
            seen_[edge.value()] = round_;
            edges_.push_back(edge);
        };
        if (start) add(*start);
        for (const street::NodeIdx node : reach_.reached()) {
            for (const street::Arc& arc : reach_.graph().arcs(node)) add(arc.edge);
            closed_.each_at(node, add);
        }
        return edges_;
    }

    /// People reached over passages of one barrier only. `ends`: of that barrier, reached without
    /// them. A way may pass several times: the ends that a round makes nearer start the next one.
    double across(std::span<const std::uint32_t> ends) {
        nearest_.clear();
        found_.clear();
        for (const std::uint32_t end : ends) nearest_[end] = end_[end];
        std::vector<std::uint32_t> from(ends.begin(), ends.end());
        while (!from.empty()) {
            const std::vector<street::Seed> seeds = pass(from);
            if (!seeds.empty()) {
                reach_.run(seeds, limit_);
                for (const EdgeIdx edge : touched(std::nullopt))
                    read(edge, from, [this](const Snap& place) { return reach_.cost(place); });
            }
        }
        double gained = 0;
        for (const std::uint32_t cell : found_) gained += people_[cell];
        return gained;
    }

    /// Over the passages from the ends given to those opposite that become nearer. Leaves in `from`
    /// what was reached along the very edge of a bank.
    std::vector<street::Seed> pass(std::vector<std::uint32_t>& from) {
        std::vector<street::Seed> seeds;
        std::vector<std::uint32_t> further;
        for (const std::uint32_t end : from) {
            const std::uint32_t other = end ^ 1U;
            const Cost there =
                street::within(std::uint64_t{nearest_[end]} + passages_[end / 2].cost, limit_);
            if (!comes_nearer(other, there)) continue;
            const Snap& place = place_of(other);
            const street::StreetGraph::Edge& edge = reach_.graph().edge(place.edge);
            const street::EndCosts away = street::leaving(edge, place.along_mm);
            if (away.from) seeds.push_back({edge.from, there + *away.from});
            if (away.to) seeds.push_back({edge.to, there + *away.to});
            read(place.edge, further, [&](const Snap& on_it) {
                const auto walk = street::along(edge, place.along_mm, on_it.along_mm);
                return walk ? street::within(std::uint64_t{there} + *walk + on_it.off_cost, limit_)
                            : street::unreached;
            });
        }
        from = std::move(further);
        return seeds;
    }

    /// Takes what lies on an edge: cells not reached before, ends that come nearer.
    template <class CostTo>
    void read(EdgeIdx edge, std::vector<std::uint32_t>& nearer, const CostTo& cost_to) {
        for (const std::uint32_t cell : cells_.on(edge))
            if (with_[cell] == street::unreached && cost_to(*places_[cell]) != street::unreached)
                found_.insert(cell);
        for (const std::uint32_t end : ends_.on(edge))
            if (passages_[end / 2].barrier == passages_[nearest_.begin()->first / 2].barrier &&
                comes_nearer(end, cost_to(place_of(end))))
                nearer.push_back(end);
    }

    bool comes_nearer(std::uint32_t end, Cost cost) {
        if (cost == street::unreached) return false;
        const auto [known, first] = nearest_.try_emplace(end, end_[end]);
        if (cost >= known->second) return false;
        known->second = cost;
        return true;
    }

    std::span<const std::optional<Snap>> places_;
    std::span<const double> people_;
    std::span<const Passage> passages_;
    const OnEdges& cells_;
    const OnEdges& ends_;  // 2 × passage: left, 2 × passage + 1: right
    const ClosedStreets& closed_;
    Cost limit_;
    street::Reach reach_;
    std::vector<std::uint32_t> seen_;  // by edge: the round that touched it
    std::uint32_t round_ = 0;
    std::vector<EdgeIdx> edges_;
    std::vector<Cost> with_;  // by cell, with every barrier
    std::vector<Cost> end_;   // by end, likewise
    std::vector<std::uint32_t> near_;
    std::vector<std::uint32_t> near_ends_;
    std::map<std::uint32_t, Cost> nearest_;  // by end of one barrier, over any number of passages
    std::set<std::uint32_t> found_;          // cells not reached otherwise
};

}  // namespace

AccessLost access_lost(const street::StreetGraph& graph,
                       std::span<const std::optional<Snap>> places, std::span<const double> people,
                       std::span<const Passage> passages, const AccessLostOptions& options,
                       Threads threads, const Progress& progress,
                       const std::vector<bool>* origins) {
    LISIERE_EXPECTS(places.size() == people.size());
    LISIERE_EXPECTS(origins == nullptr || origins->size() == places.size());
    const auto limit = static_cast<Cost>(std::llround(options.limit.count() * 60'000));
    std::vector<std::optional<street::EdgeIdx>> homes;
    for (const auto& place : places)
        homes.push_back(place ? std::optional(place->edge) : std::nullopt);
    std::vector<std::optional<street::EdgeIdx>> banks;
    for (const Passage& passage : passages) {
        banks.push_back(passage.left.edge);
        banks.push_back(passage.right.edge);
    }
    const OnEdges cells(homes, graph.edge_count());
    const OnEdges ends(banks, graph.edge_count());
    const ClosedStreets closed(graph);

    AccessLost result;
    result.reached.assign(places.size(), 0);
    constexpr std::size_t chunk = 64;
    std::vector<std::vector<CellGain>> gains((places.size() + chunk - 1) / chunk);
    std::vector<std::optional<Searcher>> searchers(threads.count);
    for_each_chunk(
        places.size(), chunk, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            std::optional<Searcher>& searcher = searchers[worker];
            if (!searcher)
                searcher.emplace(graph, places, people, passages, cells, ends, closed, limit);
            for (std::size_t cell = begin; cell < end; ++cell)
                if (places[cell] && (origins == nullptr || (*origins)[cell]))
                    result.reached[cell] =
                        searcher->search(static_cast<std::uint32_t>(cell), gains[begin / chunk]);
        },
        [&](double done) { report(progress, "enclavement: accès perdu", done); });
    for (const std::vector<CellGain>& part : gains)
        result.gains.insert(result.gains.end(), part.begin(), part.end());
    return result;
}

std::vector<double> reached_over_all(const street::StreetGraph& graph,
                                     std::span<const std::optional<Snap>> places,
                                     std::span<const double> people, const Barriers& barriers,
                                     const AccessLostOptions& options, Threads threads,
                                     const Progress& progress) {
    const AccessLost lost =
        access_lost(graph, places, people, passages_of_all(graph, barriers, options, threads),
                    options, threads, progress);
    std::vector<double> open = lost.reached;
    for (const CellGain& gain : lost.gains) open[gain.cell] += gain.people;
    return open;
}

double share_lost(double reached, double open) {
    return open > 0 ? std::max(0.0, 1 - reached / open) : 0;
}

std::vector<Maybe<double>> shares_lost(std::span<const double> reached,
                                       std::span<const double> open,
                                       std::span<const std::optional<Snap>> places) {
    LISIERE_EXPECTS(reached.size() == places.size() && open.size() == places.size());
    std::vector<Maybe<double>> shares;
    for (std::size_t c = 0; c < places.size(); ++c)
        shares.push_back(places[c] ? Maybe<double>(share_lost(reached[c], open[c]))
                                   : Maybe<double>(Absence::non_rattache));
    return shares;
}

std::vector<BarrierLoss> losses(const AccessLost& lost, const access::CellGroup& group) {
    double with = 0;
    double residents = 0;
    std::map<BarrierIdx, double> gained;
    for (const access::CellWeight& part : group.cells) {
        with += part.people * lost.reached[part.cell.value()];
        residents += part.people;
        const auto first = std::lower_bound(
            lost.gains.begin(), lost.gains.end(), part.cell.value(),
            [](const CellGain& gain, std::size_t cell) { return gain.cell < cell; });
        for (auto gain = first; gain != lost.gains.end() && gain->cell == part.cell.value(); ++gain)
            gained[gain->barrier] += part.people * gain->people;
    }
    std::vector<BarrierLoss> all;
    for (const auto& [barrier, more] : gained)
        all.push_back({barrier, with / residents, (with + more) / residents});
    std::stable_sort(all.begin(), all.end(), [](const BarrierLoss& a, const BarrierLoss& b) {
        return a.share() > b.share();
    });
    return all;
}

}  // namespace lisiere::enclavement
