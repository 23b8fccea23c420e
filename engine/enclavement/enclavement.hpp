// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/ties.hpp"
#include "engine/census/variable.hpp"
#include "engine/enclavement/access_lost.hpp"
#include "engine/enclavement/barriers.hpp"
#include "engine/enclavement/crossings.hpp"
#include "engine/enclavement/detour.hpp"
#include "engine/enclavement/gates.hpp"
#include "engine/enclavement/index.hpp"
#include "engine/enclavement/network_form.hpp"
#include "engine/enclavement/pedshed.hpp"
#include "engine/enclavement/rose.hpp"
#include "engine/enclavement/surroundings.hpp"
#include "engine/enclavement/uncertainty.hpp"

namespace lisiere::enclavement {

struct EnclosureSettings {
    BarrierOptions barriers;
    CrossingOptions crossings;
    SurroundingsOptions surroundings;
    DetourOptions detours;
    PedshedOptions pedshed;
    GateOptions gates;
    AccessLostOptions access_lost;
    MinCutOptions min_cut;
    RoseOptions rose;
    IndexSettings index;
    std::vector<Choice> choices;  ///< what the uncertainty analysis draws. DEFAULT: nothing
    Wording wording;              ///< DEFAULT: no words
    Threads threads;
    /// DEFAULT: false. True: of a scenario only what it is compared by, measures and roses; not the
    /// ways round crossings, nor what each barrier takes.
    bool measures_alone = false;
};

struct Fabric;

/// What a scenario keeps of its base, so that what is only added, or only closed, moves everybody
/// one way. Views: they must outlive the call.
struct FrozenGround {
    const street::StreetGraph& streets;  ///< of the base: detours are measured to places on them
    std::span<const double> open;  ///< `Fabric::open` of the base; empty: no barriers are known
    /// DEFAULT: null, every place is looked at. Of the base, on the same barriers: a place whose
    /// searches no change of streets can touch keeps what it says.
    const Fabric* fabric = nullptr;
    std::span<const std::optional<street::Snap>> places{};  ///< of its cells
};

/// What streets and barriers are read for. Views: they must outlive the call.
struct FabricInputs {
    const street::StreetGraph& streets;
    std::span<const street::BarrierPiece> barriers;
    geo::Box study_area;
    const census::Population& population;
    const access::CellTies& cells;
    std::span<const geo::MultiPolygon> shapes;  ///< of the perimeters; empty: sans_objet
    std::span<const access::CellGroup> groups;  ///< their residents, in the same order
    std::optional<geo::Point> centre;           ///< of the agglomeration, for the minimum cut
    /// DEFAULT: true. False: no layer of barriers was supplied; what depends on them is then
    /// unknown, not zero.
    bool barriers_known = true;
    /// Where streets were read: barriers are cut to it. DEFAULT: empty, everywhere.
    geo::MultiPolygon surveyed;
    /// Services of the base: with its residents, where detours are measured to.
    std::span<const geo::Point> services;
    /// DEFAULT: none, this is a base.
    std::optional<FrozenGround> frozen;
};

/// A value of the measures of scale `perimetre`.
struct PerimeterMeasure {
    std::string id;
    Maybe<double> value;
    bool at_least = false;  ///< a count that stopped at its limit: the value or more
};

struct PerimeterFabric {
    Rim rim;
    NetworkForm form;
    FragileLink link;
    Rose rose;
    std::vector<PerimeterMeasure>
        measures;  ///< of rim, form and link, by the ids of enclavement.csv
};

/// All that streets and barriers alone say of enclosure: the long part of the work, which no
/// timetable and no facility changes.
struct Fabric {
    Barriers barriers;
    Crossings crossings;
    std::vector<Sectors> sectors;  ///< by cell
    AccessLost lost;               ///< empty when no barriers are known
    /// By cell: people in reach over the base's streets if every barrier could be crossed; empty
    /// when no barriers are known.
    std::vector<double> open;
    /// Access lost, barriers around, detours, area walked, single access.
    std::vector<CellMeasure> measures;
    std::vector<PerimeterFabric> perimeters;  ///< in the order of `groups`
    bool barriers_known = true;
    Notices notices;
};

/// Without any barrier the notice `aucune_coupure` is given. Same bytes with any number of threads.
/// Cost: two bounded searches a cell, one walk of the graph a perimeter.
Fabric fabric(const FabricInputs& inputs, const EnclosureSettings& settings,
              const Progress& progress = {});

struct PerimeterEnclosure {
    std::string sentence;
    std::string typology;
};

struct Enclosure {
    Fabric fabric;
    Index index;
    Distribution own;  ///< the people of the study area whose surroundings are whole, by measure
    std::optional<Distribution> named;  ///< what ranks are in instead, its measures that fit
    const Distribution& distribution() const { return named ? *named : own; }
    std::string distribution_name;  ///< in the words of the run; every product that ranks says it
    Uncertainty uncertainty;        ///< empty in a scenario
    std::vector<PerimeterEnclosure>
        perimeters;  ///< in the order of `groups`; indices in `index.groups`
};

/// Whose enclosure, and what else is known of the cells. Views: they must outlive the call.
struct EnclosureInputs {
    const census::Population& population;
    std::span<const access::CellGroup> groups;  ///< those of the fabric
    std::span<const CellMeasure> others;  ///< supply and remoteness, by cell (see from_access.hpp)
    /// By measure id, by cell: is all that the measure looks at in the data? Not named: everywhere.
    std::map<std::string, std::vector<bool>> whole{};
    std::span<const Variant> variants{};  ///< measures by the other thresholds of the choices
    std::string area{};                   ///< title of the run's own distribution
    const Distribution* named = nullptr;  ///< DEFAULT: null, ranked in the run's own
};

/// The index over the measures of the fabric and the others, and what it says of each perimeter.
/// `base`: of a scenario, the enclosure of its base, whose distribution and known measures stay
/// (see `RankedIn`); null: none. Findings about a named distribution go to `notices`. Same bytes
/// with any number of threads. Cost: that of `uncertainty`, of a base.
Enclosure enclosure(Fabric fabric, const EnclosureInputs& inputs,
                    std::span<const MeasureDefinition> definitions,
                    const EnclosureSettings& settings, Notices& notices,
                    const Progress& progress = {}, const Enclosure* base = nullptr);

}  // namespace lisiere::enclavement
