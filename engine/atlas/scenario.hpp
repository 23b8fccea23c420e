// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/scenario/ways.hpp"
#include "engine/table/table.hpp"

namespace lisiere {

struct Atlas;

/// A change of streets: as drawn, or what it became among the streets of a mode.
struct StreetTrace {
    std::string where;   ///< "voies[0], ligne 2"
    std::string action;  ///< "ajoutee", "fermee", "pietonne"
    std::string as;      ///< "dessin", or the mode: "marche"
    std::string kind;    ///< of an added way
    geo::MultiLineString lines;
    std::optional<scenario::TiedWay> tied;  ///< of a way laid among the streets
};

/// The inputs of a run as a scenario makes them.
struct ScenarioInputs {
    Inputs inputs;
    std::vector<StreetTrace> streets;
};

/// Pure: the same inputs and scenario give the same bytes; the order of the changes means nothing.
/// `snap`: how points are tied, to tell what closures cut off. Findings about the scenario go to
/// `notices`: those of `scenario::note_ways`, `scenario_rien_a_fermer` (erreur: a closure that
/// takes nothing), `scenario_partie_isolee` (avertissement: streets that closures cut off from the
/// rest), `scenario_service_premier` (info: a service of the basket that no source brings and the
/// scenario does); those of severity `erreur` make it unfit to be analysed.
ScenarioInputs with_scenario(const Inputs& inputs, const scenario::Scenario& scenario,
                             const street::SnapOptions& snap, Notices& notices);

/// A scenario beside what it changes. `after` was analysed with `before` as its base, so that both
/// indices are ranked among the residents as they live before. Views: they must outlive it.
struct Comparison {
    const scenario::Scenario& scenario;
    const Atlas& before;
    const Atlas& after;
    const std::vector<StreetTrace>& streets;
};

/// What enters or leaves a lived quarter is told of the area that holds 80 % of the visits.
inline constexpr double scenario_lived_level = 0.8;

}  // namespace lisiere
