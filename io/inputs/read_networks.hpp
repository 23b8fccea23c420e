// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/access/opportunities.hpp"
#include "engine/census/residences.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/street/barrier.hpp"
#include "engine/street/street_graph.hpp"
#include "engine/territory/perimeter.hpp"
#include "engine/transit/timetable.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/osm/read_streets.hpp"
#include "io/reference/categories.hpp"

namespace lisiere::io {

/// What the readers of several files into one thing share.
struct NetworkContext {
    const RunConfig& config;
    ReadContext read;
    const Projector& project;
    const Categories& categories;
    Threads threads;
    const Progress& progress;
};

/// The projection of a file's points; one that fails names the file. Both must outlive it.
Project projection_of(const Projector& projector, const LayerSpec& spec);

/// The graphs of the modes asked for, from one reading of each declared file; a graph that has no
/// street stays empty, with the notice `mode_sans_rue`. Also `reseau_en_ilots`.
struct Streets {
    std::optional<street::StreetGraph> walking;
    std::optional<street::StreetGraph> cycling;
    std::optional<street::StreetGraph> driving;
};
Streets read_all_streets(const NetworkContext& context, Notices& notices);

/// Each merges all the declared files of its kind, whatever their formats; nullopt (or empty) when
/// none is declared.
std::optional<std::vector<street::BarrierPiece>> read_all_barriers(const NetworkContext& context,
                                                                   Notices& notices);
/// Puts the stops of `[[arrets]]` beside those of the timetables (which may be none); nothing is
/// made of layers without a stop in the study area. Notices: `arrets_sans_horaires`,
/// `arrets_completes`, `arrets_deja_connus`, and those of read_stops.
void add_all_stops(const NetworkContext& context, std::optional<transit::Timetable>& timetable,
                   Notices& notices);

std::optional<transit::Timetable> read_all_timetables(const NetworkContext& context,
                                                      Notices& notices);
/// A facility that several files give, or one file twice, is one (same_facility.hpp).
IndexedVector<access::FacilityIdx, access::Facility> read_all_facilities(
    const NetworkContext& context, const census::AreaTable* iris, std::span<const Commune> communes,
    Notices& notices);
/// The opportunities of the run; those of a category are its facilities, by their capacity where
/// all of them have one (counted_supply.hpp). Notice `capacites_incompletes`.
std::vector<access::Opportunity> read_all_opportunities(
    const NetworkContext& context, const IndexedVector<access::FacilityIdx, access::Facility>& all,
    Notices& notices);
std::optional<census::Population> read_all_population(const NetworkContext& context,
                                                      Notices& notices);

/// Any number of building layers as one; nullopt when none is declared.
std::optional<census::Buildings> read_all_buildings(const NetworkContext& context,
                                                    Notices& notices);

}  // namespace lisiere::io
