// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/run.hpp"

#include "io/edition/output_folder.hpp"
#include "io/edition/write_edition.hpp"
#include "io/pipeline/base_publication.hpp"
#include "io/pipeline/compute.hpp"
#include "io/pipeline/edition_steps.hpp"
#include "io/pipeline/territory_folder.hpp"
#include "io/postgis/publication.hpp"
#include "io/viewer/write_scenario_map.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

RunOutcome run(const RunConfig& declared, const RunOptions& options, const Progress& progress) {
    RunConfig config = declared;
    config.scenarios.clear();  // an edition does not depend on them: see run_scenario.hpp
    const Opening opening =
        open_edition(config, options, EditionKind::edition, territory_folder(config), progress);
    RunOutcome outcome = opening.outcome;
    const Fingerprint& now = opening.now;
    const fs::path scenarios = opening.place.folder / scenarios_folder;
    if (outcome.unchanged) {
        show_scenarios(scenarios, opening.place.folder / "carte", now.hash);
        outcome.in_base =
            publish_again(config, opening.place.folder, now.hash, outcome.notices, progress);
        return outcome;
    }
    OutputFolder folder(opening.place);  // before the long work: what stands in the way is said
    if (config.outputs.postgis) PostgisPublication(config.outputs.postgis);

    Computed computed = compute(config, now, options.threads, progress, options.on_read);
    const Atlas& atlas = computed.atlas;
    Notices notices = options.known;
    notices.add(atlas.notices);
    computed.atlas.notices = notices;  // as the edition's own table tells them

    const Edition edition = written(folder.work(), [&] {
        Edition files = write_edition(atlas, config, folder.work(), notices, progress);
        write_manifest(manifest_of(config, opening, files, folder.work(), notices),
                       folder.work() / manifest_name);
        // Not of the manifest: they come and go while the edition stays.
        show_scenarios(scenarios, folder.work() / "carte", now.hash);
        return files;
    });
    BasePublication base(config, folder.work(), now.hash, outcome.notices, progress);
    report(progress, "publication",
           0);  // the last moment at which Ctrl-C leaves the earlier edition
    folder.publish(outcome.notices);
    outcome.in_base = base.commit(outcome.notices);

    notices.add(outcome.notices);
    outcome.notices = std::move(notices);
    // Said to whoever runs it, not written: an edition is the same with and without a cache.
    if (!computed.cache_problem.empty())
        outcome.notices.add(Severity::info, "cache_absent", "cache",
                            {{"motif", computed.cache_problem}});
    outcome.perimeters = atlas.inputs.territory.perimeters.size();
    outcome.layers = edition.layers.size();
    outcome.steps = computed.steps;
    return outcome;
}

}  // namespace lisiere::io
