// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/run.hpp"

#include <fmt/format.h>

#include <thread>

#include "engine/atlas/atlas.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/config/read_indicators.hpp"
#include "io/pipeline/cache_folder.hpp"
#include "io/pipeline/fingerprint.hpp"
#include "io/pipeline/output_folder.hpp"
#include "io/pipeline/read_inputs.hpp"
#include "io/pipeline/settings.hpp"
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

Threads threads_of(const RunConfig& config, const RunOptions& options) {
    const unsigned wanted = options.threads != 0 ? options.threads : config.threads;
    return {wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency())};
}

/// Official values far from what the census gives: told, never changed.
void compare_with_official(const Atlas& atlas, Notices& notices) {
    std::vector<std::string> codes;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters)
        codes.push_back(perimeter.id);
    census::check_estimates(atlas.indicators, atlas.inputs.indicators, codes,
                            read_checks(data_folder() / "geodata" / "reference" / "controles.csv"),
                            notices);
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

    ReadOutcome read = read_inputs(config, now, threads_of(config, options), progress);
    if (read.notices.has_errors()) {
        std::string found;
        for (const Notice& notice : read.notices.items())
            if (notice.severity == Severity::erreur)
                found += fmt::format("\n    {} ×{} ({}) : {}{}", notice.code, notice.count,
                                     notice.layer, notice.message,
                                     notice.samples.empty() ? "" : " — " + notice.samples.front());
        throw InputError({config.file.string(), found, "des entrées sans erreur",
                          "lisiere check en donne la liste"});
    }
    Settings settings = settings_of(config, read.days, threads_of(config, options));
    CacheFolder cache(cache_folder(), program_digest());
    Atlas atlas = analyse(std::move(read.inputs), std::move(settings), progress, &cache);
    Notices notices = std::move(read.notices);
    notices.add(atlas.notices);
    compare_with_official(atlas, notices);
    atlas.notices = notices;

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
    if (!cache.problem().empty())
        outcome.notices.add(Severity::info, "cache_absent", "cache",
                            "les calculs ne sont pas gardés pour la prochaine fois",
                            cache.problem());
    outcome.perimeters = atlas.inputs.territory.perimeters.size();
    outcome.layers = edition.layers.size();
    return outcome;
}

}  // namespace lisiere::io
