// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace lisiere::demo {

/// SplitMix64: integer arithmetic only, so that the town does not depend on the standard library's
/// distributions.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    /// Uniform in [0, n); n > 0.
    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
    /// Uniform in [0, 1), a multiple of 2^-32.
    double unit() { return static_cast<double>(next() >> 32U) / 4294967296.0; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    bool chance(double probability) { return unit() < probability; }
    /// Position of a draw among weights; their sum must be positive.
    template <class Weights>
    int pick(const Weights& weights) {
        double total = 0;
        for (const double w : weights) total += w;
        double draw = unit() * total;
        int at = 0;
        int last = 0;
        for (const double w : weights) {
            if (w > 0) last = at;
            if (w > 0 && draw < w) return at;
            draw -= w;
            ++at;
        }
        return last;
    }
    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[next() % i]);
    }

  private:
    std::uint64_t state_;
};

}  // namespace lisiere::demo
