// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/census/overlays.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/step.hpp"
#include "engine/territory/territory.hpp"

namespace lisiere {
namespace archive {

/// A code stands in a key as its text.
template <>
struct Codec<PerimeterCode> {
    template <class Sink>
    static void put(Sink& out, const PerimeterCode& code) {
        archive::put(out, code.text());
    }
};

}  // namespace archive

using ReferenceIdx = Index<struct ReferenceTag>;

/// Who lives where: the perimeters, and the places they are compared with by the same formulas.
struct Residents {
    std::vector<access::CellGroup> perimeters;  ///< by PerimeterIdx
    /// By PerimeterIdx: share of its ground that the cells tell of (census/covered_ground.hpp).
    std::vector<double> covered;
    /// By commune of the territory: is it of the study area, and are its residents all in the
    /// cells? One definition for every table (step_people.cpp, engine/census/README.md).
    std::vector<bool> in_zone;
    std::vector<bool> communes_held;
    /// What perimeters are compared with, each once: the communes of a perimeter together, EPCI,
    /// sectors, the study area.
    IndexedVector<ReferenceIdx, access::CellGroup> references;
    /// The same without the residents of the priority geography: its rest.
    IndexedVector<ReferenceIdx, access::CellGroup> reference_rests;
    std::vector<ReferenceIdx> commune_of;  ///< by PerimeterIdx; none when they are not all known
    std::vector<ReferenceIdx> epci_of;     ///< that of the commune with most of its ground
    std::vector<ReferenceIdx> sector_of;
    ReferenceIdx zone;           ///< the whole study area; none where a part of it has no cells
    access::CellGroup priority;  ///< in the priority geography of the run, its parts once
    const access::CellGroup& rest() const { return reference_rests[zone]; }
    PeopleFrom from = PeopleFrom::nobody;
    /// Do the cells hold everyone, from a source other than official figures? Neither people spread
    /// from the official figures nor a part of the ages are an estimate of the population.
    bool estimated = false;
};

struct PeopleInputs {
    View<Territory> territory;
    View<std::vector<census::AreaTable>> areas;  ///< whole communes added
    View<std::vector<census::OfficialValue>> official;
    View<std::map<std::string, double>> kept_share;  ///< of perimeters cut to an extent
    View<geo::MultiPolygon> extent;                  ///< empty: nothing is said of it
    std::string calage;                              ///< see ResidentSources
    std::vector<bool> priority;  ///< by perimeter: is it of the priority geography?
    std::optional<census::Population> supplied;
};

/// The populated cells of a run and who of them lives in which place.
struct People {
    census::Population population;  ///< without cells where there is nothing to go by
    Residents residents;
    Notices notices;
};

/// Cost: that of the overlaps of cells with perimeters and of perimeters with communes, which
/// `overlays` keeps.
People people(PeopleInputs inputs, census::Overlays& overlays, const Progress& progress);

}  // namespace lisiere
