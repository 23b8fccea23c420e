// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/scenario_analysis.hpp"

#include <utility>
#include <vector>

#include "engine/atlas/scenario.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/atlas/town_halls.hpp"
#include "engine/core/error.hpp"

namespace lisiere {
namespace {

/// Times on foot alone: what `run_access` finds again beside those by transit, which take longer.
void walking_times(Atlas& atlas, RunParts& parts) {
    Notices told;  // by the step that finds them again
    const access::OwnPlaces halls = town_halls(atlas.inputs, told);
    atlas.modes = {access::TravelMode::marche};
    WalkedTimes times = walked_times(walked_times_inputs(atlas, halls, parts), parts.progress());
    atlas.times = std::move(times.services);
    atlas.destinations = std::move(times.places);
    atlas.own_mairie = std::move(times.own_mairie);
}

}  // namespace

Atlas analyse_scenario(Inputs inputs, const Atlas& base, const Progress& progress, Memo* memo,
                       const ScenarioFound& found) {
    LISIERE_EXPECTS(inputs.streets && base.inputs.streets);
    Atlas atlas;
    atlas.inputs = std::move(inputs);
    atlas.settings = base.settings;
    atlas.residents = base.residents;
    const auto tell = [&](ScenarioPart part) {
        if (found) found(atlas, part);
    };
    RunParts parts(atlas, &base, memo, progress);
    run_ties(atlas, parts);
    walking_times(atlas, parts);
    tell(ScenarioPart::walking);
    atlas.modes.clear();
    run_desserte(atlas, &base, parts, true);
    run_access(atlas, &base, parts, true);
    run_enclosure(atlas, &base, parts, true);
    tell(ScenarioPart::enclosure);
    // Which facilities an area holds does not hang on the streets that are drawn with it.
    atlas.settings.lived.path_share = 2;
    std::erase_if(atlas.settings.lived.levels,
                  [](double level) { return level != scenario_lived_level; });
    run_lived_quarters(atlas, parts);
    tell(ScenarioPart::whole);
    return atlas;
}

}  // namespace lisiere
