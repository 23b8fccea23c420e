// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/run.hpp"

#include "io/pipeline/compute.hpp"
#include "io/pipeline/edition_steps.hpp"
#include "io/pipeline/output_folder.hpp"
#include "io/pipeline/write_edition.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

RunOutcome run(const RunConfig& declared, const RunOptions& options, const Progress& progress) {
    RunConfig config = declared;
    config.scenarios.clear();  // an edition does not depend on them: see run_scenario.hpp
    auto [outcome, now] = open_edition(config, options, fs::path("out") / config.slug, progress);
    if (outcome.unchanged) return outcome;
    const auto earlier = read_earlier_edition(outcome.output);
    OutputFolder folder(
        outcome.output);  // before the long work: an unwritable place is said at once

    Computed computed = compute(config, now, options.threads, progress);
    const Atlas& atlas = computed.atlas;
    Notices notices = atlas.notices;

    const Edition edition = write_edition(atlas, config, folder.work(), notices, progress);
    write_manifest(manifest_of(config, now, edition, notices), folder.work() / "manifeste.json");
    report(progress, "publication",
           0);  // the last moment at which Ctrl-C leaves the earlier edition
    folder.publish(written_by(earlier));

    outcome.notices = std::move(notices);
    // Said to whoever runs it, not written: an edition is the same with and without a cache.
    if (!computed.cache_problem.empty())
        outcome.notices.add(Severity::info, "cache_absent", "cache",
                            "les calculs ne sont pas gardés pour la prochaine fois",
                            computed.cache_problem);
    outcome.perimeters = atlas.inputs.territory.perimeters.size();
    outcome.layers = edition.layers.size();
    return outcome;
}

}  // namespace lisiere::io
