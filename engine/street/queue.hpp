// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// The searches' priority queue, private to the folder: entries come out by ascending (cost, node),
/// exactly. A ring of buckets by cost, each a plain heap of arrivals; only the bucket being emptied
/// is kept in order, by a small heap that fits the first cache. Costs pushed must not be below the
/// last one popped, nor more than `span` above it. Reusable: `start` empties it and keeps its
/// memory. Cost: O(1) a push, O(log of the bucket) a pop, and the empty buckets passed over.
class CostQueue {
  public:
    struct Entry {
        Cost cost;
        std::uint32_t node;
    };

    /// `typical`: mean cost of an arc, which sets the width of the buckets. `first`: the least cost
    /// to come.
    void start(Cost first, Cost span, Cost typical) {
        // About a quarter of an arc: few entries fall back into the bucket being emptied.
        shift_ = static_cast<std::uint32_t>(std::bit_width(std::max(typical / 4, Cost{1}))) - 1;
        while ((span >> shift_) + 2 > most_buckets) ++shift_;
        const std::size_t wanted = std::bit_ceil(std::size_t{span >> shift_} + 2);
        if (!empty()) {
            // Left over by a search that was interrupted.
            for (auto& bucket : buckets_) bucket.clear();
            heap_.clear();
            waiting_ = 0;
        }
        if (buckets_.size() < wanted) buckets_.resize(wanted);
        mask_ = wanted - 1;
        current_ = first >> shift_;
    }

    bool empty() const { return heap_.empty() && waiting_ == 0; }

    void push(Cost cost, std::uint32_t node) {
        const std::uint64_t key = std::uint64_t{cost} << 32U | node;
        const std::uint32_t bucket = cost >> shift_;
        if (bucket == current_) {
            heap_.push_back(key);
            std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
        } else {
            buckets_[bucket & mask_].push_back(key);
            ++waiting_;
        }
    }

    /// `ahead(node)` is called for each entry of a bucket when it is about to be emptied, and
    /// `further(node)` for each after that: the place to ask for memory before it is needed.
    template <class Ahead, class Further>
    Entry pop(const Ahead& ahead, const Further& further) {
        while (heap_.empty()) {
            ++current_;
            auto& bucket = buckets_[current_ & mask_];
            if (bucket.empty()) continue;
            heap_.swap(bucket);
            waiting_ -= heap_.size();
            for (const std::uint64_t key : heap_) ahead(static_cast<std::uint32_t>(key));
            if (heap_.size() > 1) std::make_heap(heap_.begin(), heap_.end(), std::greater<>{});
            for (const std::uint64_t key : heap_) further(static_cast<std::uint32_t>(key));
        }
        const std::uint64_t key = heap_.front();
        if (heap_.size() > 1) std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
        heap_.pop_back();
        return {static_cast<Cost>(key >> 32U), static_cast<std::uint32_t>(key)};
    }

  private:
    static constexpr std::size_t most_buckets = 1U << 16U;
    std::vector<std::vector<std::uint64_t>> buckets_;
    std::vector<std::uint64_t> heap_;
    std::size_t waiting_ = 0;
    std::size_t mask_ = 0;
    std::uint32_t shift_ = 0;
    std::uint32_t current_ = 0;
};

}  // namespace lisiere::street
