// SPDX-License-Identifier: Apache-2.0
#include "engine/street/contraction.hpp"

#include <algorithm>
#include <queue>

namespace lisiere::street {
namespace {

/// A search for a way around a node gives up after as many nodes: an arc too many costs a little
/// time and no exactness.
constexpr std::size_t patience_ordering = 30;
constexpr std::size_t patience_contracting = 120;

class Contractor {
  public:
    explicit Contractor(const StreetGraph& graph)
        : nodes_(graph.node_count()),
          out_(nodes_),
          in_(nodes_),
          depth_(nodes_, 0),
          label_(nodes_),
          target_(nodes_, 0) {
        for (std::uint32_t n = 0; n < nodes_; ++n) {
            for (const Hop& hop : graph.hops()[NodeIdx{n}])
                if (hop.head.value() != n) add(out_[n], hop.head, hop.cost);
            for (const Hop& hop : graph.incoming_hops()[NodeIdx{n}])
                if (hop.head.value() != n) add(in_[n], hop.head, hop.cost);
        }
    }

    Contraction run() {
        Contraction result;
        result.order.reserve(nodes_);
        using Waiting = std::pair<std::int64_t, std::uint32_t>;
        std::vector<Waiting> first;
        first.reserve(nodes_);
        for (std::uint32_t n = 0; n < nodes_; ++n) first.emplace_back(importance(n), n);
        std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting(
            std::greater<>{}, std::move(first));
        while (!waiting.empty()) {
            const auto [known, n] = waiting.top();
            waiting.pop();
            // Its neighbours may have gone since: as long as it matters more than the next, it
            // waits again.
            const std::int64_t now = importance(n);
            if (now > known && !waiting.empty() && std::pair(now, n) > waiting.top()) {
                waiting.emplace(now, n);
                continue;
            }
            take_away(n);
            result.order.push_back(n);
        }
        result.leaving = std::move(out_);
        result.entering = std::move(in_);
        return result;
    }

  private:
    struct Shortcut {
        std::uint32_t from;
        std::uint32_t to;
        Cost cost;
    };
    struct Label {
        std::uint64_t cost = 0;
        std::uint32_t round = 0;
    };

    /// Of parallel arcs the cheapest stays.
    static void add(std::vector<Hop>& row, NodeIdx head, Cost cost) {
        for (Hop& hop : row)
            if (hop.head == head) {
                hop.cost = std::min(hop.cost, cost);
                return;
            }
        row.push_back({head, cost});
    }
    static void drop(std::vector<Hop>& row, NodeIdx head) {
        std::erase_if(row, [head](const Hop& hop) { return hop.head == head; });
    }

    /// The arcs that must stand for ways through the node.
    void shortcuts(std::uint32_t node, std::size_t patience) {
        found_.clear();
        for (const Hop& in : in_[node]) {
            std::uint64_t most = 0;
            std::size_t targets = 0;
            ++targets_round_;
            for (const Hop& out : out_[node]) {
                if (out.head == in.head) continue;
                most = std::max(most, std::uint64_t{in.cost} + out.cost);
                target_[out.head.value()] = targets_round_;
                ++targets;
            }
            if (targets == 0) continue;
            look_around(in.head.value(), node, most, targets, patience);
            for (const Hop& out : out_[node]) {
                if (out.head == in.head) continue;
                const std::uint64_t through = std::uint64_t{in.cost} + out.cost;
                const Label& around = label_[out.head.value()];
                if (around.round == round_ && around.cost <= through) continue;
                // Times as long as that are beyond every limit.
                if (through < unreached)
                    found_.push_back(
                        {in.head.value(), out.head.value(), static_cast<Cost>(through)});
            }
        }
    }

    /// Times from `start` without passing `avoided`; an upper bound where patience ends.
    void look_around(std::uint32_t start, std::uint32_t avoided, std::uint64_t most,
                     std::size_t targets, std::size_t patience) {
        ++round_;
        heap_.clear();
        const auto later = [](const Entry& a, const Entry& b) { return a > b; };
        label_[start] = {0, round_};
        heap_.emplace_back(0, start);
        std::size_t taken = 0;
        while (!heap_.empty() && taken < patience) {
            std::pop_heap(heap_.begin(), heap_.end(), later);
            const auto [cost, node] = heap_.back();
            heap_.pop_back();
            if (cost > label_[node].cost) continue;
            if (cost > most) break;
            if (target_[node] == targets_round_ && --targets == 0) break;
            ++taken;
            for (const Hop& hop : out_[node]) {
                const std::uint32_t head = hop.head.value();
                const std::uint64_t there = cost + hop.cost;
                if (head == avoided || there > most) continue;
                Label& label = label_[head];
                if (label.round == round_ && label.cost <= there) continue;
                label = {there, round_};
                heap_.emplace_back(there, head);
                std::push_heap(heap_.begin(), heap_.end(), later);
            }
        }
    }

    /// Arcs more, levels below, arcs less: sparse parts go first, and evenly over the town.
    std::int64_t importance(std::uint32_t node) {
        shortcuts(node, patience_ordering);
        const auto more = static_cast<std::int64_t>(found_.size());
        const auto less = static_cast<std::int64_t>(in_[node].size() + out_[node].size());
        return 4 * more - 2 * less + 2 * depth_[node];
    }

    void take_away(std::uint32_t node) {
        shortcuts(node, patience_contracting);
        const NodeIdx gone{node};
        const auto near = [&](NodeIdx other) {
            depth_[other.value()] = std::max(depth_[other.value()], depth_[node] + 1);
        };
        for (const Hop& hop : out_[node]) {
            drop(in_[hop.head.value()], gone);
            near(hop.head);
        }
        for (const Hop& hop : in_[node]) {
            drop(out_[hop.head.value()], gone);
            near(hop.head);
        }
        for (const Shortcut& s : found_) {
            add(out_[s.from], NodeIdx{s.to}, s.cost);
            add(in_[s.to], NodeIdx{s.from}, s.cost);
        }
    }

    using Entry = std::pair<std::uint64_t, std::uint32_t>;
    std::size_t nodes_;
    std::vector<std::vector<Hop>> out_;  ///< among the nodes left; of those taken, as they were
    std::vector<std::vector<Hop>> in_;
    std::vector<std::int64_t> depth_;
    std::vector<Label> label_;
    std::vector<std::uint32_t> target_;
    std::vector<Entry> heap_;
    std::vector<Shortcut> found_;
    std::uint32_t round_ = 0;
    std::uint32_t targets_round_ = 0;
};

}  // namespace

Contraction contract(const StreetGraph& graph) {
    return Contractor(graph).run();
}

}  // namespace lisiere::street
