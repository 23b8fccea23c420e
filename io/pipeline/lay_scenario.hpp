// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/scenario.hpp"
#include "engine/core/notice.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// A scenario laid over what a run read, ready to be analysed against its base.
struct LaidScenario {
    scenario::Scenario scenario;
    Inputs inputs;                     ///< as the scenario makes them
    std::vector<StreetTrace> streets;  ///< what became of each change of streets
    Notices notices;                   ///< none of severity `erreur`
};

/// `inputs`: as they were read, or those of an atlas, whose people are settled. ConfigError for a
/// change that cannot be meant, InputError for one that cannot be laid over the streets, with every
/// such finding. One way from a declared or drawn scenario to what is analysed, so that all verbs
/// agree.
LaidScenario lay_scenario(const ScenarioSpec& spec, const RunConfig& config, const Inputs& inputs,
                          const Settings& settings);

}  // namespace lisiere::io
