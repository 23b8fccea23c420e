// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/atlas/table.hpp"
#include "engine/core/notice.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/scenario/ways.hpp"

namespace lisiere {

struct Atlas;

/// The inputs of a run as a scenario makes them, and how its ways came to lie among the streets.
struct ScenarioInputs {
    Inputs inputs;
    street::ByMode<std::vector<scenario::TiedWay>> ways;
};

/// Pure: the same inputs and scenario give the same bytes; the order of the changes means nothing.
/// Findings about the scenario go to `notices` (`scenario::note_ways`); those of severity `erreur`
/// make it unfit to be analysed.
ScenarioInputs with_scenario(const Inputs& inputs, const scenario::Scenario& scenario,
                             Notices& notices);

/// A scenario beside what it changes. `after` was analysed with `before` as its base, so that both
/// indices are ranked among the residents as they live before. Views: they must outlive it.
struct Comparison {
    const scenario::Scenario& scenario;
    const Atlas& before;
    const Atlas& after;
    const street::ByMode<std::vector<scenario::TiedWay>>& ways;
};

/// Every layer `scenario_*`, in the order they are drawn. Gains are before minus after: above 0 is
/// better off.
std::vector<Table> scenario_tables(const Comparison& comparison);

}  // namespace lisiere
