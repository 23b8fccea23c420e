// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>

#include "engine/census/apportion.hpp"
#include "engine/census/overlap.hpp"
#include "engine/census/residences.hpp"
#include "engine/core/memo.hpp"
#include "engine/core/parallel.hpp"

namespace lisiere::census {

/// Overlaps and weights of pairs of layers, each computed once a run, whatever asks for it, and,
/// with a memo, once for all runs until a shape (or a residence's weight) of one of the two layers
/// changes. Results are the same with and without a memo. Not for use by several threads at once.
/// References stay valid as long as the object.
class Overlays {
  public:
    explicit Overlays(Threads threads = {}, Memo* memo = nullptr)
        : threads_(threads), memo_(memo) {}
    Overlays(const Overlays&) = delete;
    Overlays& operator=(const Overlays&) = delete;

    Threads threads() const { return threads_; }

    const OverlapMatrix& overlap(std::span<const geo::MultiPolygon> sources,
                                 std::span<const geo::MultiPolygon> targets);
    const Weights& area(std::span<const geo::MultiPolygon> sources,
                        std::span<const geo::MultiPolygon> targets);
    const Weights& dasymetric(std::span<const geo::MultiPolygon> sources,
                              const Residences& residences,
                              std::span<const geo::MultiPolygon> targets);

  private:
    Threads threads_;
    Memo* memo_;
    std::map<Digest, OverlapMatrix> overlaps_;
    std::map<Digest, Weights> weights_;
};

}  // namespace lisiere::census
