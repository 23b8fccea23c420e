// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/run_scenario.hpp"

#include <utility>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/scenario.hpp"
#include "engine/atlas/scenario_analysis.hpp"
#include "io/edition/output_folder.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/inputs/read_scenario.hpp"
#include "io/pipeline/cache_folder.hpp"
#include "io/pipeline/edition_steps.hpp"
#include "io/pipeline/lay_scenario.hpp"
#include "io/pipeline/settings.hpp"
#include "io/pipeline/territory_folder.hpp"
#include "io/viewer/write_scenario_map.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// The map of the edition that the scenario lies in (<edition>/scenarios/<name>) shows it from now
/// on.
void show_in_map(const fs::path& scenario) {
    const fs::path scenarios = scenario.parent_path();
    const fs::path edition = scenarios.parent_path();
    if (scenarios.filename() != scenarios_folder) return;
    if (const auto made = read_earlier_edition(edition))
        show_scenarios(scenarios, edition / "carte", made->fingerprint);
}

/// Where the changes reach; the whole territory where there are no streets to reach it by.
Atlas after_scenario(Inputs inputs, const Atlas& before, const Progress& progress, Memo& cache) {
    if (inputs.streets && inputs.population && !inputs.population->cells.empty())
        return analyse_scenario(std::move(inputs), before, progress, &cache);
    return analyse(std::move(inputs), before.settings, progress, &cache, &before);
}

}  // namespace

RunOutcome run_scenario(const RunConfig& declared, const std::string& name,
                        const RunOptions& options, const Progress& progress) {
    RunConfig config = declared;
    config.scenarios = {scenario_named(declared, name)};
    const Opening opening =
        open_edition(config, options, EditionKind::scenario,
                     territory_folder(config) / scenarios_folder / name, progress);
    RunOutcome outcome = opening.outcome;
    const Fingerprint& now = opening.now;
    if (outcome.unchanged) {
        show_in_map(opening.place.folder);
        return outcome;
    }
    OutputFolder folder(opening.place);

    const Threads threads = threads_of(config, options.threads);
    ReadOutcome read = read_inputs(config, now, threads, progress);
    refuse_errors(config, read.notices);
    const Settings settings = settings_of(config, read.days, threads);
    const ScenarioSpec& drawn = config.scenarios.front();
    // What cannot be laid over the streets is refused before anything is computed.
    lay_scenario(drawn, config, read.inputs, settings);

    CacheFolder cache(cache_folder(), program_digest());
    const Atlas before = analyse(std::move(read.inputs), settings, progress, &cache);
    LaidScenario laid = lay_scenario(drawn, config, before.inputs, settings);
    const scenario::Scenario& scenario = laid.scenario;
    Notices& notices = laid.notices;
    const Progress of_scenario = [&](std::string_view step, double done) {
        report(progress, scenario.name + " : " + std::string(step), done);
    };
    const Atlas after = after_scenario(std::move(laid.inputs), before, of_scenario, cache);

    const Comparison comparison{scenario, before, after, laid.streets};
    const Edition edition = written(folder.work(), [&] {
        Edition files =
            write_scenario(comparison, config, now.base, folder.work(), notices, progress);
        write_manifest(manifest_of(config, opening, files, folder.work(), notices),
                       folder.work() / manifest_name);
        return files;
    });
    report(progress, "publication", 0);
    folder.publish(outcome.notices);
    show_in_map(opening.place.folder);  // while nobody replaces the edition
    notices.add(outcome.notices);
    outcome.notices = std::move(notices);
    outcome.perimeters = before.inputs.territory.perimeters.size();
    outcome.layers = edition.layers.size();
    outcome.steps = cache.steps();
    return outcome;
}

}  // namespace lisiere::io
