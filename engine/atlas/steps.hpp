// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/atlas/run_parts.hpp"
#include "engine/atlas/step_bands.hpp"
#include "engine/atlas/step_desserte.hpp"
#include "engine/atlas/step_edge.hpp"
#include "engine/atlas/step_fabric.hpp"
#include "engine/atlas/step_isochrones.hpp"
#include "engine/atlas/step_lineage.hpp"
#include "engine/atlas/step_lived_quarters.hpp"
#include "engine/atlas/step_people.hpp"
#include "engine/atlas/step_portraits.hpp"
#include "engine/atlas/step_reach.hpp"
#include "engine/atlas/step_times.hpp"
#include "engine/census/overlays.hpp"
#include "engine/core/progress.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere {

struct Atlas;

/// The steps of an analysis, in the order in which `analyse` runs them. A step is a function of
/// named inputs to one result (step_*.hpp), kept under the digest of those inputs; `run_*` gives it
/// what it asks for and puts what it finds into the atlas. Of people and portraits what takes long
/// are overlaps, which `overlays` keeps. Without what it needs
/// a part of the atlas holds absences with their reason, in the same shapes. `base`: of a scenario,
/// the run that it changes; null: none.

/// Populated cells, the residents of every perimeter and of the places it is compared with.
void run_people(Atlas& atlas, census::Overlays& overlays, const Progress& progress);
/// The indicator kit: counts carried to perimeters and their references.
void run_portraits(Atlas& atlas, census::Overlays& overlays, const Progress& progress);
/// Cells tied to the walked streets, and which of them, and of the perimeters, are at the edge of
/// the data.
void run_ties(Atlas& atlas, RunParts& parts);
/// Public transport in reach. `measures_alone`, here and below: of a scenario only what it is
/// compared by; here departures.
void run_desserte(Atlas& atlas, const Atlas* base, RunParts& parts, bool measures_alone = false);
/// Times to services and named places, what is in reach by each mode, the basket.
/// `measures_alone`: times and the basket.
void run_access(Atlas& atlas, const Atlas* base, RunParts& parts, bool measures_alone = false);
/// Areas reached from every perimeter by each mode of the run.
void run_isochrones(Atlas& atlas, RunParts& parts);
/// Where the residents of each perimeter go: a model.
void run_lived_quarters(Atlas& atlas, RunParts& parts);
/// Barriers, crossings, measures, index, roses. `measures_alone`: measures, looked for where the
/// changes reach, and roses.
void run_enclosure(Atlas& atlas, const Atlas* base, RunParts& parts, bool measures_alone = false);
/// The regulatory bands around the quartiers prioritaires.
void run_bands(Atlas& atlas, RunParts& parts);
/// Which former perimeter became which current one.
void run_lineage(Atlas& atlas, RunParts& parts);

/// Of `desserte`, the departures of stops and cells alone.
Desserte departures_alone(const DesserteInputs& inputs, const Progress& progress);

// What the steps are given of a run.
/// Without the population supplied, which a run hands over.
PeopleInputs people_inputs(const Atlas& atlas);
PortraitInputs portrait_inputs(const Atlas& atlas);
EdgeInputs edge_inputs(const Atlas& atlas, RunParts& parts);
DesserteInputs desserte_inputs(const Atlas& atlas, const Atlas* base, RunParts& parts);
OtherReachesInputs other_reaches_inputs(const Atlas& atlas, RunParts& parts);
/// `halls` must outlive the inputs.
WalkedTimesInputs walked_times_inputs(const Atlas& atlas, const access::OwnPlaces& halls,
                                      RunParts& parts);
StreetTimesInputs street_times_inputs(const Atlas& atlas, access::TravelMode mode,
                                      const access::OwnPlaces& halls, RunParts& parts);
ReachInputs reach_inputs(const Atlas& atlas, access::TravelMode mode, RunParts& parts);
/// By perimeter.
std::vector<IsochroneInputs> isochrone_inputs(const Atlas& atlas, access::TravelMode mode,
                                              RunParts& parts);
/// What is missing for the model is told in `notices`.
LivedInputs lived_inputs(const Atlas& atlas, RunParts& parts, Notices& notices);
FabricStepInputs fabric_inputs(const Atlas& atlas, const Atlas* base, RunParts& parts,
                               bool measures_alone = false);
BandInputs band_inputs(const Atlas& atlas, RunParts& parts);
LineageInputs lineage_inputs(const Atlas& atlas, RunParts& parts);

/// 0 without populated cells.
std::size_t cell_count(const Atlas& atlas);

}  // namespace lisiere
