// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/edition_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/style/check_styles.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

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

Opening open_edition(const RunConfig& config, const RunOptions& options, const fs::path& by_default,
                     const Progress& progress) {
    Opening opening;
    opening.outcome.output =
        fs::absolute(options.output.empty() ? by_default : options.output).lexically_normal();
    opening.now =
        fingerprint(config, [&](double done) { report(progress, "empreintes des entrées", done); });
    opening.outcome.unchanged =
        !options.force && up_to_date(opening.outcome.output, opening.now.hash);
    if (!opening.outcome.unchanged)  // a fault of the styles is said before the long work
        check_styles(data_folder() / "styles",
                     data_folder() / "geodata" / "schemas" / "sorties.csv");
    return opening;
}

Threads threads_of(const RunConfig& config, unsigned asked) {
    const unsigned wanted = asked != 0 ? asked : config.threads;
    return {wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency())};
}

void refuse_errors(const RunConfig& config, const Notices& notices) {
    if (!notices.has_errors()) return;
    std::string found;
    for (const Notice& notice : notices.items())
        if (notice.severity == Severity::erreur)
            found += fmt::format("\n    {} ×{} ({}) : {}{}", notice.code, notice.count,
                                 notice.layer, notice.message,
                                 notice.samples.empty() ? "" : " — " + notice.samples.front());
    throw InputError({config.file.string(), found, "des entrées sans erreur",
                      "lisiere check en donne la liste"});
}

Manifest manifest_of(const RunConfig& config, const Fingerprint& now, const Edition& edition,
                     const Notices& notices) {
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
    return manifest;
}

std::vector<std::string> written_by(const std::optional<EarlierEdition>& earlier) {
    std::vector<std::string> known{"manifeste.json"};
    if (earlier)
        for (const HashedFile& file : earlier->outputs) known.push_back(file.path);
    return known;
}

}  // namespace lisiere::io
