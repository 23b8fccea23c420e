// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/scenario_analysis.hpp"

#include <optional>
#include <utility>

#include "engine/access/destination_times.hpp"
#include "engine/access/service_times.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/atlas/town_halls.hpp"
#include "engine/core/error.hpp"

namespace lisiere {
namespace {

/// Times on foot alone: what `access_step` finds again beside those by transit, which take longer.
void walking_times(Atlas& atlas, const street::Snapper& snapper, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const access::AccessSettings& settings = atlas.settings.access;
    const Threads threads = atlas.settings.threads;
    Notices told;  // by the step that finds them again
    ModeStreets walked(atlas, snapper);
    const OnStreets& on = walked.on();
    atlas.modes = {access::TravelMode::marche};
    atlas.times = access::service_times(*in.streets, atlas.ties, *on.sites, nullptr, settings,
                                        threads, progress);
    atlas.destinations =
        access::destination_times(*in.streets, snapper, *in.population, atlas.ties, in.destinations,
                                  nullptr, settings, threads, progress, told);
    atlas.own_mairie = access::own_commune_times(
        *in.streets, snapper, *in.population, atlas.ties, town_halls(in, told), "mairie_commune",
        "Mairie de la commune", nullptr, settings, threads, progress, told);
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
    const street::SnapOptions& snap = atlas.settings.access.snap;
    std::optional<street::Snapper> before;
    if (const auto* streets = streets_before(atlas.inputs, &base, access::TravelMode::marche)) {
        before.emplace(*streets, snap);
        // Measures by other thresholds are for the uncertainty of a base. On streets that are as
        // they were they are in what the base left in the memo.
        atlas.inputs.choices.clear();
    }
    StepMemo steps(memo, atlas.inputs, &base.inputs);
    const street::Snapper snapper(*atlas.inputs.streets, snap, before ? &*before : nullptr);
    RunNetwork transit(atlas, snapper, progress);
    ties_step(atlas, snapper);
    walking_times(atlas, snapper, progress);
    tell(ScenarioPart::walking);
    atlas.modes.clear();
    desserte_step(atlas, &base, &snapper, steps, progress);
    access_step(atlas, &base, &snapper, &transit, steps, progress);
    enclosure_step(atlas, &base, steps, progress, true);
    tell(ScenarioPart::enclosure);
    lived_quarters_step(atlas, &base, snapper, transit, steps, progress);
    tell(ScenarioPart::whole);
    return atlas;
}

}  // namespace lisiere
