// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_fabric.hpp"

#include "engine/enclavement/other_thresholds.hpp"

namespace lisiere {
namespace {

enclavement::FabricInputs ground_of(const FabricStepInputs& in) {
    enclavement::FabricInputs inputs{
        in.walked->graph(), in.barriers, in.study_area, in.walked->population(),
        in.walked->cells(), *in.shapes,  *in.residents, in.centre,
        in.barriers_known,  in.surveyed, in.services,   std::nullopt};
    if (in.base_streets)
        inputs.frozen.emplace(enclavement::FrozenGround{*in.base_streets, *in.base_open});
    if (in.base_fabric.value != nullptr) {
        inputs.frozen->fabric = in.base_fabric.value;
        inputs.frozen->places = in.base_ties.value->snaps.items();
    }
    return inputs;
}

enclavement::EnclosureSettings on_threads(const FabricStepInputs& in) {
    enclavement::EnclosureSettings settings = in.settings;
    settings.threads = in.walked->threads();
    return settings;
}

}  // namespace

enclavement::Fabric fabric_of(const FabricStepInputs& in, const Progress& progress) {
    return enclavement::fabric(ground_of(in), on_threads(in), progress);
}

std::vector<enclavement::CellMeasure> streets_by_threshold(const FabricStepInputs& in,
                                                           const Progress& progress) {
    return enclavement::street_measures_by_threshold(ground_of(in), on_threads(in), progress);
}

}  // namespace lisiere
