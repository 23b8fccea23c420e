// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/atlas/step_memo.hpp"
#include "engine/census/overlays.hpp"
#include "engine/core/progress.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/snap.hpp"

namespace lisiere {

struct Atlas;
class RunNetwork;

/// The steps of an analysis, in the order in which `analyse` runs them. Each fills its own part of
/// the atlas from the inputs and from what the steps before it left there; without what it needs,
/// its part holds absences with their reason, in the same shapes. Long steps take what an earlier
/// run kept in `memo` (may be null) for the same inputs.

/// Populated cells, the residents of every perimeter and of the places it is compared with.
void people_step(Atlas& atlas, census::Overlays& overlays, const Progress& progress);
/// The indicator kit: counts carried to perimeters and their references.
void portraits_step(Atlas& atlas, census::Overlays& overlays, const Progress& progress);
/// Cells tied to the streets, and which of them, and of the perimeters, are at the edge of the
/// data.
void ties_step(Atlas& atlas, const street::Snapper& snapper);
/// Public transport in reach: departures of every stop and cell, lines of every quarter, supply
/// index, areas around heavy stops. `snapper`: of the walking graph; null without streets. `base`:
/// of a scenario, which says what is known of whom; null: the run's own.
void desserte_step(Atlas& atlas, const Atlas* base, const street::Snapper* snapper, StepMemo& memo,
                   const Progress& progress);
/// Times to services and named places, what is in reach by each mode, the basket. `snapper` as
/// above, `transit` null with it. `base`: of a scenario, whose basket is counted; null: the run's
/// own.
void access_step(Atlas& atlas, const Atlas* base, const street::Snapper* snapper,
                 RunNetwork* transit, StepMemo& memo, const Progress& progress);
/// Areas reached from every perimeter by each mode of the run. `snapper`: of the walking graph.
/// `base`: of a scenario, where everybody is tied; null: the run's own.
void isochrones_step(Atlas& atlas, const Atlas* base, const street::Snapper& snapper,
                     RunNetwork& transit, StepMemo& memo, const Progress& progress);
/// Where the residents of each perimeter go: a model. `snapper` and `base` as above.
void lived_quarters_step(Atlas& atlas, const Atlas* base, const street::Snapper& snapper,
                         RunNetwork& transit, StepMemo& memo, const Progress& progress);
/// Barriers, crossings, measures, index, roses. `base`: whose residents the index ranks among;
/// null: the atlas's own. `measures_alone`: of a scenario only what it is compared by, looked for
/// where its changes reach.
void enclosure_step(Atlas& atlas, const Atlas* base, StepMemo& memo, const Progress& progress,
                    bool measures_alone = false);
/// The regulatory bands around the quartiers prioritaires.
void bands_step(Atlas& atlas);

/// Which former perimeter became which current one.
void lineage_step(Atlas& atlas);

/// People of the cells, by share of area, in each shape.
std::vector<double> people_in(const Atlas& atlas, std::span<const geo::MultiPolygon> shapes);
/// The shapes of the perimeters and of the cells, in their order; that of a perimeter nobody has
/// drawn is empty here, and shares nothing with anything.
std::vector<geo::MultiPolygon> perimeter_shapes(const Atlas& atlas);
std::vector<geo::MultiPolygon> cell_shapes(const Atlas& atlas);
/// Which perimeters belong to the priority geography of the run (Settings::priority).
std::vector<bool> priority_perimeters(const Atlas& atlas);
/// 0 without populated cells.
std::size_t cell_count(const Atlas& atlas);

}  // namespace lisiere
