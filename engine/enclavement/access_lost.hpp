// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/core/maybe.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/units.hpp"
#include "engine/enclavement/barriers.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

/// What each barrier takes away: access with it, beside access on the counterfactual streets, where
/// it can be crossed anywhere.
namespace lisiere::enclavement {

struct AccessLostOptions {
    Minutes limit{15};   ///< DEFAULT: whoever lives within 15 min on foot is in reach
    Metres spacing{50};  ///< DEFAULT: without the barrier one would pass every 50 m
    /// DEFAULT: the streets within 150 m on either side are its banks.
    Metres bank{150};
    /// DEFAULT: where a side has none, one goes straight on, up to 1,000 m, to the other rims of
    /// the same barrier (a parcel, a lake, a rail yard) and to the bank beyond each. A wider one
    /// cannot be passed even without its rim: what it takes away is understated.
    Metres across{1000};
    double kmh = 4.8;  ///< DEFAULT: speed between the banks, that of walking
};

/// Where one would pass without a barrier: the nearest streets of the two banks, face to face.
struct Passage {
    BarrierIdx barrier;
    street::Snap left;  ///< on the street itself: `off_cost` is 0
    street::Snap right;
    street::Cost cost = 0;  ///< straight from the one over the barrier to the other
};

/// The passages that each barrier closes, by (barrier, stretch, place along it). No other barrier
/// lies between the two banks: next to one another, neither of two barriers is worth anything
/// alone. A wide one is passed from rim to rim, square to where one leaves. Bridges and tunnels are
/// no bank. Cost: one box query of the streets every `spacing`.
std::vector<Passage> passages(const street::StreetGraph& graph, const Barriers& barriers,
                              const AccessLostOptions& options, Threads threads);

/// The passages that all barriers together close, as if they were one: every line on the ground, no
/// other one in the way. Those of one line hang on the streets and on which rims there are, so that
/// one more piece of barrier only adds some. Cost: as `passages`.
std::vector<Passage> passages_of_all(const street::StreetGraph& graph, const Barriers& barriers,
                                     const AccessLostOptions& options, Threads threads);

/// People that a cell would reach if a barrier were not there, beside those that it reaches.
struct CellGain {
    std::uint32_t cell = 0;
    BarrierIdx barrier;
    double people = 0;  ///< > 0
};

struct AccessLost {
    std::vector<double> reached;  ///< by cell: people within the limit, its own included
    std::vector<CellGain> gains;  ///< by (cell, barrier)
};

/// `places`: of the cells, `people`: their residents, in one order; cells without a place reach
/// nobody and are reached by nobody. Exact: the counterfactual search goes over the streets and any
/// number of passages of one barrier. Guarantees: a gain is never negative; a barrier that nothing
/// crosses to has none; same bytes with any number of threads. `origins`: by cell, whose search is
/// asked for (DEFAULT: null, everybody's); of others nothing is found. Cost: a bounded search a
/// cell, and two or three more for each barrier that it would pass.
AccessLost access_lost(const street::StreetGraph& graph,
                       std::span<const std::optional<street::Snap>> places,
                       std::span<const double> people, std::span<const Passage> passages,
                       const AccessLostOptions& options, Threads threads,
                       const Progress& progress = {}, const std::vector<bool>* origins = nullptr);

/// By cell: people within the limit if every barrier could be crossed, over the streets and any
/// number of `passages_of_all`. Never fewer than without the passages.
std::vector<double> reached_over_all(const street::StreetGraph& graph,
                                     std::span<const std::optional<street::Snap>> places,
                                     std::span<const double> people, const Barriers& barriers,
                                     const AccessLostOptions& options, Threads threads,
                                     const Progress& progress = {});

/// What all barriers together take from a cell: max(0, 1 - reached / open), in [0, 1[; 0 where
/// `open` is 0. Guarantees: falls when `reached` rises (ways added), rises when it falls (ways
/// closed), as long as `open` stays that of the base; rises with `open` (barriers planted).
double share_lost(double reached, double open);

/// By place, `share_lost`; off the network: `non_rattache`.
std::vector<Maybe<double>> shares_lost(std::span<const double> reached,
                                       std::span<const double> open,
                                       std::span<const std::optional<street::Snap>> places);

/// What one barrier takes from a group of residents.
struct BarrierLoss {
    BarrierIdx barrier;
    double with = 0;     ///< people within the limit, mean over the group's residents
    double without = 0;  ///< the same without the barrier
    /// L = 1 - with / without, in [0, 1[.
    double share() const { return 1 - with / without; }
};

/// The barriers that take something from the group, the worst first; ties: the lowest number.
std::vector<BarrierLoss> losses(const AccessLost& lost, const access::CellGroup& group);

}  // namespace lisiere::enclavement
