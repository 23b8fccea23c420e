// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/index.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/barrier.hpp"

namespace lisiere::enclavement {

using BarrierIdx = lisiere::Index<struct NamedBarrierTag>;
using StretchIdx = lisiere::Index<struct BarrierStretchTag>;

struct BarrierOptions {
    /// DEFAULT: lines of one kind that run side by side within 25 m (second track, other
    /// carriageway, shared rim of two parcels) are one barrier, drawn once.
    Metres parallel{25};
    /// DEFAULT: ends within 30 m of a line of the same kind and name are tied to it.
    Metres join{30};
    /// DEFAULT: a piece on a bridge or in a tunnel up to 100 m long is a passage *in* the barrier
    /// (the street goes under or over it); a longer one is a viaduct or a tunnel, which leaves the
    /// ground free: no barrier.
    Metres short_passage{100};
};

/// How a part of a barrier stands to the ground.
enum class Level : std::uint8_t { sol, pont, tunnel };

/// A continuous line of one barrier. `layers[i]` and `levels[i]` are those of line[i]..line[i+1].
struct Stretch {
    BarrierIdx barrier;
    geo::LineString line;
    std::vector<std::int8_t> layers;
    std::vector<Level> levels;
    double length_m = 0;
};

struct Barrier {
    std::string id;  ///< "voie_ferree-3": kind and number, by (kind, name, first piece)
    street::BarrierKind kind = street::BarrierKind::autre;
    std::string name;     ///< empty when no piece of it has one
    double length_m = 0;  ///< of its stretches: parallel tracks count once
    std::vector<StretchIdx> stretches;
    std::vector<std::string> pieces;  ///< ids of the pieces it was made from, ascending
};

struct Barriers {
    IndexedVector<BarrierIdx, Barrier> barriers;
    IndexedVector<StretchIdx, Stretch> stretches;
    /// Every line that lies on the ground as it was drawn, in the order of the pieces: a second
    /// track is there twice, nothing is merged. One more piece takes nothing away from it.
    std::vector<geo::LineString> ground;
    Notices notices;  ///< coupure_en_viaduc_ou_tunnel, coupure_hors_zone, coupure_decoupee

    /// The lines of the stretches, by StretchIdx.
    std::vector<geo::LineString> lines() const;
};

/// Merges pieces into named barriers. Pieces of one kind and name that touch or nearly touch are
/// one barrier; a group without a name joins the named one it touches, when there is only one such
/// name and that one is at least as long. Cut to `study_area`, and to `surveyed`: beyond the ground
/// where streets were read nobody has looked for crossings, and a barrier is not "without" any
/// (empty: they were read everywhere). Guarantees: the order of `pieces` does not matter (ids do);
/// a piece on a long bridge or in a long tunnel never counts, wherever it is cut; a piece inside
/// both is left as it is; what is cut away alters no measure of a place further from it than the
/// measure looks, unless a run to the limit passes there. Cost: O(n log n) in points.
Barriers merge_barriers(std::span<const street::BarrierPiece> pieces, const geo::Box& study_area,
                        const geo::MultiPolygon& surveyed = {}, const BarrierOptions& options = {});

}  // namespace lisiere::enclavement
