// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/units.hpp"
#include "engine/enclavement/barriers.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::enclavement {

using CrossingIdx = lisiere::Index<struct CrossingTag>;
using RunIdx = lisiere::Index<struct BarrierRunTag>;

/// How walkers pass a barrier.
enum class CrossingKind : std::uint8_t {
    passerelle,          ///< over it, on a way for walkers
    pont,                ///< over it, with the street
    passage_souterrain,  ///< under it
    passage_a_niveau,    ///< on the rails
    traversee,           ///< at grade, over a fast road, or through the rim of a closed parcel
    douteux,  ///< at grade over water or a motorway: the data say so, nobody should walk it
};
/// "passerelle", "pont", "passage_souterrain", "passage_a_niveau", "traversee", "douteux".
std::string_view to_text(CrossingKind kind);

struct CrossingOptions {
    /// DEFAULT: crossings of one barrier within 30 m of each other are one place (carriageway and
    /// pavement).
    Metres merge{30};
    /// DEFAULT: the way round a closed crossing is looked for up to 5 km.
    Metres way_round{5000};
};

/// A place where walkers cross a barrier.
struct Crossing {
    geo::Point at;
    CrossingKind kind = CrossingKind::pont;
    BarrierIdx barrier;
    StretchIdx stretch;
    double along_m = 0;                  ///< along the stretch
    std::vector<street::EdgeIdx> edges;  ///< the streets that pass there, ascending
    /// Walk from one end of the crossing to the other if it were closed (its first street; all its
    /// streets closed). `au_dela` of the limit, `non_desservi`: no other way at all.
    Maybe<double> way_round_m = Absence::non_disponible;
    bool counts() const { return kind != CrossingKind::douteux; }
};

/// Where one street passes a barrier in a way that counts, before places are merged.
struct Pass {
    BarrierIdx barrier;
    geo::Point at;
};

/// A part of a barrier between two passes, or between a pass and its end.
struct Run {
    BarrierIdx barrier;
    StretchIdx stretch;
    geo::LineString line;
    double length_m = 0;
};

/// The sum of a barrier.
struct BarrierCrossings {
    std::uint32_t crossings = 0;  ///< that count
    double per_km = 0;            ///< crossings / km of barrier
    double longest_run_m = 0;     ///< sans_franchissement_m
};

struct Crossings {
    IndexedVector<CrossingIdx, Crossing> items;  ///< by (barrier, stretch, along)
    std::vector<Pass> passes;                    ///< by (barrier, stretch, along)
    Metres merge{30};                            ///< as asked
    IndexedVector<RunIdx, Run> runs;  ///< by (stretch, along); together they are the stretches
    IndexedVector<BarrierIdx, BarrierCrossings> by_barrier;
    Notices notices;  ///< franchissement_douteux
};

/// Every walkable edge that crosses a line of a barrier, other than within a metre of its open end
/// (a slip road that joins a street is passed by its end). The kind is told by the flags of the
/// street and the level of the barrier there; without any, by the layers; same layer: at grade. At
/// grade over water or a motorway is taken for an error of the data: listed as `douteux` with a
/// notice, not counted, the street itself stays walkable. Cost: one box query an edge.
Crossings find_crossings(const street::StreetGraph& graph, const Barriers& barriers,
                         const CrossingOptions& options = {});

/// Fills `way_round_m` of every crossing: one bounded search each, by length. Same bytes with any
/// number of threads.
void find_ways_round(const street::StreetGraph& graph, Crossings& crossings,
                     const CrossingOptions& options, Threads threads);

}  // namespace lisiere::enclavement
