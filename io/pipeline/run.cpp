// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/run.hpp"

#include "io/pipeline/compute.hpp"
#include "io/pipeline/edition_steps.hpp"
#include "io/pipeline/output_folder.hpp"
#include "io/pipeline/write_edition.hpp"
#include "io/viewer/write_scenario_map.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// The files of one of a folder's folders, relative to the former.
std::vector<std::string> files_below(const fs::path& folder, const fs::path& part) {
    std::vector<std::string> files;
    if (fs::is_directory(folder / part))
        for (const auto& entry : fs::recursive_directory_iterator(folder / part))
            if (entry.is_regular_file())
                files.push_back(entry.path().lexically_relative(folder).generic_string());
    return files;
}

}  // namespace

RunOutcome run(const RunConfig& declared, const RunOptions& options, const Progress& progress) {
    RunConfig config = declared;
    config.scenarios.clear();  // an edition does not depend on them: see run_scenario.hpp
    auto [outcome, now] = open_edition(config, options, fs::path("out") / config.slug, progress);
    const fs::path scenarios = outcome.output / "scenarios";
    if (outcome.unchanged) {
        show_scenarios(scenarios, outcome.output / "carte", now.hash);
        return outcome;
    }
    const auto earlier = read_earlier_edition(outcome.output);
    OutputFolder folder(
        outcome.output);  // before the long work: an unwritable place is said at once

    Computed computed = compute(config, now, options.threads, progress, options.on_read);
    const Atlas& atlas = computed.atlas;
    Notices notices = options.known;
    notices.add(atlas.notices);
    computed.atlas.notices = notices;  // as the edition's own table tells them

    const Edition edition = write_edition(atlas, config, folder.work(), notices, progress);
    write_manifest(manifest_of(config, now, edition, notices), folder.work() / "manifeste.json");
    // Not of the manifest: they come and go while the edition stays.
    show_scenarios(scenarios, folder.work() / "carte", now.hash);
    report(progress, "publication",
           0);  // the last moment at which Ctrl-C leaves the earlier edition
    std::vector<std::string> known = written_by(earlier);
    for (std::string& file : files_below(outcome.output, "carte/scenarios"))
        known.push_back(std::move(file));
    folder.publish(known);

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
