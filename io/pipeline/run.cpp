// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/run.hpp"

#include "io/base/files.hpp"
#include "io/pipeline/compute.hpp"
#include "io/pipeline/fingerprint.hpp"
#include "io/pipeline/output_folder.hpp"
#include "io/pipeline/write_edition.hpp"
#include "io/report/manifest.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// Unchanged inputs, and every file of the edition still as it was written. A GeoPackage that QGIS
/// has opened has other bytes but the same content; its presence is enough.
bool up_to_date(const fs::path& target, const std::string& fingerprint) {
    const auto earlier = read_earlier_edition(target);
    if (!earlier || earlier->fingerprint != fingerprint) return false;
    for (const HashedFile& file : earlier->outputs) {
        std::error_code error;
        if (!fs::exists(target / file.path, error)) return false;
        if (fs::path(file.path).extension() != ".gpkg" &&
            sha256_of(target / file.path) != file.sha256)
            return false;
    }
    return true;
}

}  // namespace

RunOutcome run(const RunConfig& config, const RunOptions& options, const Progress& progress) {
    RunOutcome outcome;
    outcome.output =
        fs::absolute(options.output.empty() ? fs::path("out") / config.slug : options.output)
            .lexically_normal();
    const Fingerprint now =
        fingerprint(config, [&](double done) { report(progress, "empreintes des entrées", done); });
    if (!options.force && up_to_date(outcome.output, now.hash)) {
        outcome.unchanged = true;
        return outcome;
    }
    const auto earlier = read_earlier_edition(outcome.output);
    OutputFolder folder(
        outcome.output);  // before the long work: an unwritable place is said at once

    Computed computed = compute(config, now, options.threads, progress);
    const Atlas& atlas = computed.atlas;
    Notices notices = atlas.notices;

    const Edition edition = write_edition(atlas, config, folder.work(), notices, progress);
    Manifest manifest;
    manifest.version = LISIERE_VERSION;
    manifest.territory = config.name;
    manifest.fingerprint = now.hash;
    manifest.config = to_toml(config);
    manifest.inputs = now.inputs;
    manifest.reference = now.reference;
    manifest.layers = edition.layers;
    manifest.outputs = edition.files;
    manifest.notices = notices;
    write_manifest(manifest, folder.work() / "manifeste.json");
    report(progress, "publication",
           0);  // the last moment at which Ctrl-C leaves the earlier edition
    std::vector<std::string> known{"manifeste.json"};
    if (earlier)
        for (const HashedFile& file : earlier->outputs) known.push_back(file.path);
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
