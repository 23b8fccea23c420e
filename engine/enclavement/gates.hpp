// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/ties.hpp"
#include "engine/core/maybe.hpp"
#include "engine/enclavement/barriers.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::enclavement {

struct GateOptions {
    /// DEFAULT: gates are looked for on the rim moved 20 m outwards: perimeters follow the axis of
    /// streets, and a street along the rim is not a way out.
    Metres outwards{20};
    Metres merge{
        20};  ///< DEFAULT: streets that leave within 20 m of each other along the rim are one gate
    Metres near_gate{300};      ///< DEFAULT: a resident is near a gate within 300 m of walking
    Metres barrier_within{50};  ///< DEFAULT: the rim runs along a barrier when one is within 50 m
    Metres step{5};             ///< DEFAULT: the rim is looked at every 5 m
};

/// A way in: a walkable street through the rim.
struct Gate {
    geo::Point at;
    double along_m = 0;  ///< along its ring
    std::size_t ring = 0;
    std::vector<street::Snap> streets;  ///< the merged ones
};

/// How a perimeter opens on its surroundings.
struct Rim {
    double length_m = 0;          ///< outer rings, moved outwards
    std::vector<Gate> gates;      ///< by (ring, along)
    Maybe<double> gates_per_km;   ///< portes_km
    Maybe<double> largest_gap_m;  ///< ecart_portes_m: longest way along a ring without a gate
    Maybe<double>
        residents_far;  ///< residents_porte_300_part: share walking more than 300 m to one, 0..1
    double along_barriers = 0;  ///< bord_coupure_part: share of the rim along any barrier, 0..1
    std::map<street::BarrierKind, double>
        along_kind;  ///< the same by kind; a place may be along two
};

/// Gates of one perimeter and barriers along its rim.
/// - gates: points where walkable streets cross the outer rings of the perimeter grown by
/// `outwards`;
/// - `residents_far`: share of the residents in `group` whose walk on the streets to the nearest
/// gate, with the straight way from the
///   cell to the street, is above `near_gate`; cells off the network are left out; `sans_objet`
///   without residents;
/// - without a gate: gates_per_km is 0, largest_gap_m is the whole longest ring, everyone is far.
/// `lengths`: `length_graph` of the streets.
Rim rim_of(const geo::MultiPolygon& shape, const access::CellGroup& group,
           const access::CellTies& cells, const street::StreetGraph& lengths,
           const Barriers& barriers, const GateOptions& options = {});

/// The rims of many perimeters: indexes are built once, perimeters go in parallel, same bytes with
/// any number of threads.
std::vector<Rim> rims(std::span<const geo::MultiPolygon> shapes,
                      std::span<const access::CellGroup> groups, const access::CellTies& cells,
                      const street::StreetGraph& lengths, const Barriers& barriers,
                      const GateOptions& options, Threads threads);

}  // namespace lisiere::enclavement
