// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "engine/street/street_graph.hpp"

/// The searches' priority queue: a four-way heap of (cost, node) packed in 64 bits, lowest first.
/// Private to the folder. Four children share a cache line, and one comparison of whole numbers
/// orders by cost then node.
namespace lisiere::street {

struct QueueEntry {
    Cost cost;
    std::uint32_t node;
};

inline void push(std::vector<std::uint64_t>& heap, QueueEntry entry) {
    const std::uint64_t key = std::uint64_t{entry.cost} << 32U | entry.node;
    std::size_t at = heap.size();
    heap.push_back(key);
    while (at > 0) {
        const std::size_t parent = (at - 1) / 4;
        if (heap[parent] <= key) break;
        heap[at] = heap[parent];
        at = parent;
    }
    heap[at] = key;
}

inline QueueEntry pop(std::vector<std::uint64_t>& heap) {
    const std::uint64_t top = heap.front();
    const std::uint64_t last = heap.back();
    heap.pop_back();
    const std::size_t size = heap.size();
    if (size > 0) {
        std::size_t at = 0;
        while (true) {
            const std::size_t first = 4 * at + 1;
            if (first >= size) break;
            const std::size_t end = first + 4 < size ? first + 4 : size;
            std::size_t least = first;
            for (std::size_t child = first + 1; child < end; ++child)
                if (heap[child] < heap[least]) least = child;
            if (heap[least] >= last) break;
            heap[at] = heap[least];
            at = least;
        }
        heap[at] = last;
    }
    return {static_cast<Cost>(top >> 32U), static_cast<std::uint32_t>(top)};
}

}  // namespace lisiere::street
