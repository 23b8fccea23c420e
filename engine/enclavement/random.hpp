// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace lisiere::enclavement {

/// SplitMix64 (Steele, Lea and Flood 2014): whole numbers only, the same on every machine.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// Shares that sum to 1, uniform over the simplex: gaps between sorted cuts of [0, 2^32].
    std::vector<double> shares(std::size_t count) {
        std::vector<std::uint64_t> cuts{0, std::uint64_t{1} << 32U};
        for (std::size_t i = 1; i < count; ++i) cuts.push_back(next() >> 32U);
        std::sort(cuts.begin(), cuts.end());
        std::vector<double> result(count);
        for (std::size_t i = 0; i < count; ++i)
            result[i] = static_cast<double>(cuts[i + 1] - cuts[i]) / 4294967296.0;
        return result;
    }

  private:
    std::uint64_t state_;
};

}  // namespace lisiere::enclavement
