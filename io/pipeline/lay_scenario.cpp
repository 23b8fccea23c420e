// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/lay_scenario.hpp"

#include <utility>

#include "io/inputs/read_scenario.hpp"
#include "io/pipeline/edition_steps.hpp"

namespace lisiere::io {

LaidScenario lay_scenario(const ScenarioSpec& spec, const RunConfig& config, const Inputs& inputs,
                          const Settings& settings) {
    LaidScenario laid;
    laid.scenario = read_scenario(spec, config, inputs, laid.notices);
    ScenarioInputs edited =
        with_scenario(inputs, laid.scenario, settings.access.snap, laid.notices);
    refuse_errors(config, laid.notices);
    laid.inputs = std::move(edited.inputs);
    laid.streets = std::move(edited.streets);
    return laid;
}

}  // namespace lisiere::io
