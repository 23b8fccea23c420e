// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/core/step.hpp"
#include "engine/enclavement/enclavement.hpp"

namespace lisiere {

/// What streets and barriers are read for.
struct FabricStepInputs {
    Made<ModeStreets> walked;
    std::vector<street::BarrierPiece> barriers;
    bool barriers_known = true;  ///< was a layer of barriers supplied?
    geo::Box study_area;
    View<std::vector<geo::MultiPolygon>> shapes;     ///< of the perimeters
    View<std::vector<access::CellGroup>> residents;  ///< of the perimeters
    std::optional<geo::Point> centre;                ///< of the agglomeration
    geo::MultiPolygon surveyed;                      ///< where streets were read
    std::vector<geo::Point> services;                ///< of the base, where there is one
    /// Of a scenario whose streets or barriers are not those of its base: its streets, and people
    /// in reach over them if every barrier could be crossed. Null: a base, or the same ground.
    Digested<street::StreetGraph> base_streets;
    View<std::vector<double>> base_open;
    /// With the base's barriers: places whose searches no change of streets can touch keep what it
    /// says, which is what they would find. Null: every place is looked at.
    Aside<const enclavement::Fabric*> base_fabric;
    Aside<const access::CellTies*> base_ties;
    enclavement::EnclosureSettings settings;  ///< but for the index, the words and the threads
};

/// All that streets and barriers alone say of enclosure. Cost: that of `enclavement::fabric`.
enclavement::Fabric fabric_of(const FabricStepInputs& inputs, const Progress& progress);

/// Measures of streets and barriers by the other thresholds that `settings.choices` asks for.
std::vector<enclavement::CellMeasure> streets_by_threshold(const FabricStepInputs& inputs,
                                                           const Progress& progress);

}  // namespace lisiere
