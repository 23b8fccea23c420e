// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/units.hpp"
#include "engine/enclavement/barriers.hpp"
#include "engine/enclavement/measure.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::enclavement {

/// Sector k is centred on the azimuth k × 22.5°, clockwise from north: 0 north, 4 east, 8 south, 12
/// west.
inline constexpr std::size_t sector_count = 16;
/// "nord", "nord-nord-est", ...
std::string_view sector_name(std::size_t sector);
/// Unit vector of the middle of a sector.
geo::Point sector_direction(std::size_t sector);

struct DetourOptions {
    /// DEFAULT: targets at 300, 600, 1,000 and 1,500 m (detours weigh most on short trips);
    /// ascending, `most_distances` at most.
    std::vector<double> distances_m{300, 600, 1000, 1500};
    /// DEFAULT: a target is moved to the nearest street within 25 % of its distance and 150 m;
    /// beyond, there is nowhere to go there (water, fields) and it does not count. Bridges and
    /// tunnels are no targets.
    double target_share = 0.25;
    Metres target_limit{150};
    /// DEFAULT: a target counts when somebody lives, or a service is, within 150 m of it: a little
    /// more than half the diagonal of a 200 m cell, 141 m, so that every place of a populated cell
    /// does. A street through fields leads nowhere.
    Metres peopled_within{150};
    /// DEFAULT: streets are searched up to 3,000 m (40 min); a target beyond is closed.
    Metres search_limit{3000};
    /// DEFAULT: a detour above 5, or closed, counts as 5.
    double cap = 5;
    /// DEFAULT: a sector is closed when its median detour is at least 2 (our working hypothesis).
    double closed_from = 2;
    /// DEFAULT: ways out of the neighbourhood are counted on the circle of 300 m...
    Metres entry_radius{300};
    /// DEFAULT: ...when the walk to them is at most 600 m, as many as lie more than 20 m apart.
    Metres entry_walk{600};
    Metres entry_merge{20};
    /// DEFAULT: form of the network within a walk of 400 m.
    Metres form_walk{400};
    /// DEFAULT: targets may lie on any component of at least 50 nodes: cut off from the rest, it is
    /// closed.
    std::size_t target_component = 50;
};

/// At most so many distances are looked at.
inline constexpr std::size_t most_distances = 4;
/// One target: a sector at one distance.
struct TargetView {
    Maybe<float> detour = Absence::sans_objet;  ///< closed ones at the cap; `sans_objet`: no target
    BarrierIdx barrier;  ///< of a long detour: the first that the straight line crosses; or none
};
/// One sector seen from one place.
struct SectorView {
    Maybe<float> detour;  ///< median of its targets, closed ones at the cap; `sans_objet`: none
    float closed = 0;     ///< share of its targets that are closed, 0..1
    BarrierIdx barrier;   ///< crossed most often by the straight lines to its long detours; or none
    std::array<TargetView, most_distances> targets;  ///< by position in `distances_m`
};
using Sectors = std::array<SectorView, sector_count>;

struct Detours {
    /// By place: detour_median, detour_p90, detour_ferme_part, detour_300, entrees_km_300,
    /// impasses_part_400, maillage_400.
    std::vector<CellMeasure> measures;
    std::vector<Sectors> sectors;  ///< by place; all `non_rattache` off the network
};

/// Where detours are measured to. In a scenario those of the base, so that a way added or closed
/// moves no target.
struct DetourTargets {
    /// DEFAULT: null, the streets searched.
    const street::StreetGraph* streets = nullptr;
    /// Where people live and services are. DEFAULT: empty, every street is worth a walk.
    std::span<const geo::Point> peopled;
};

/// The same streets where one metre costs 1,000 (one unit a millimetre): searches on it give
/// lengths. Node and edge numbers are those of `graph`.
street::StreetGraph length_graph(const street::StreetGraph& graph);
/// What a length costs there.
street::Cost length_cost(Metres length);

/// From each place, in 16 directions: detour = network length / straight length (>= 1) between the
/// place on the street and targets on the street, with one bounded search a place.
/// - `detour_median`, `detour_p90` (nearest rank): over the targets that count, closed ones at the
/// cap.
/// - `detour_ferme_part`: share of the targets that count whose detour is above the cap or that are
/// not reached.
/// - `detour_300`: median over the first distance only (the quarter's own network).
/// - `entrees_km_300`: streets that leave the circle of `entry_radius` around the place and are
/// walked to within
///   `entry_walk`, merged within `entry_merge`, per km of circle.
/// - `impasses_part_400`: share of dead ends among the nodes walked to within `form_walk`.
/// - `maillage_400`: (e - v + 1) / (2 v - 5) of what is walked within `form_walk`, e streets with
/// both ends reached;
///   `sans_objet` with fewer than 3 nodes.
/// Off the network: `non_rattache`. No target that counts: `sans_objet`.
/// `lengths` is `length_graph(graph)`; snaps are those on the same edges. Guarantee: with the same
/// targets and places, a street added lengthens no detour and closes no way out, one closed
/// shortens none and opens none. Same bytes with any number of threads.
Detours detours(const street::StreetGraph& lengths,
                std::span<const std::optional<street::Snap>> places, const Barriers& barriers,
                const DetourOptions& options, Threads threads, const Progress& progress = {},
                const DetourTargets& targets = {});

}  // namespace lisiere::enclavement
