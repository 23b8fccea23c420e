// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/edition_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/edition/database.hpp"
#include "io/edition/output_folder.hpp"
#include "io/edition/up_to_date.hpp"
#include "io/reference/notice_words.hpp"
#include "io/style/check_styles.hpp"
#include "io/viewer/write_scenario_map.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

Opening open_edition(const RunConfig& config, const RunOptions& options, EditionKind kind,
                     const fs::path& by_default, const Progress& progress) {
    Opening opening;
    std::vector<fs::path> inputs = declared_files(config);
    inputs.push_back(config.file);
    opening.place =
        output_place(options.output.empty() ? by_default : options.output, kind, inputs);
    opening.place.written_too = is_scenario_map;
    opening.outcome.output = opening.place.shown;
    heal_place(opening.place, opening.outcome.notices);
    opening.now =
        fingerprint(config, [&](double done) { report(progress, "empreintes des entrées", done); });
    opening.outcome.unchanged =
        !options.force && up_to_date(opening.place.folder, opening.now.hash);
    if (!opening.outcome.unchanged)  // a fault of the styles is said before the long work
        check_styles(data_folder() / "styles",
                     data_folder() / "geodata" / "schemas" / "sorties.csv");
    return opening;
}

Edition written(const fs::path& folder, const std::function<Edition()>& write) {
    try {
        return write();
    } catch (const fs::filesystem_error& error) {
        throw OutputError({error.path1().empty() ? folder.string() : error.path1().string(),
                           "écriture impossible : " + error.code().message(),
                           "de la place et des droits d'écriture", "vérifier le disque"});
    }
}

Threads threads_of(const RunConfig& config, unsigned asked) {
    const unsigned wanted = asked != 0 ? asked : config.threads;
    return {wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency())};
}

void refuse_errors(const RunConfig& config, const Notices& notices) {
    if (!notices.has_errors()) return;
    const NoticeWords words = read_notice_words(config.language);
    const auto first = [&](const Notice& notice) {
        return notice.samples.empty() ? std::string() : " — " + words.samples(notice).front();
    };
    std::string found;
    for (const Notice& notice : notices.items())
        if (notice.severity == Severity::erreur)
            found += fmt::format("\n    {} ×{} ({}) : {}{}", notice.code, notice.count,
                                 notice.layer, words.message(notice), first(notice));
    throw InputError({config.file.string(), found, "des entrées sans erreur",
                      "lisiere check en donne la liste"});
}

Manifest manifest_of(const RunConfig& config, const Opening& opening, const Edition& edition,
                     const fs::path& folder, const Notices& notices) {
    const Fingerprint& now = opening.now;
    Manifest manifest;
    manifest.kind = opening.place.kind;
    manifest.version = LISIERE_VERSION;
    manifest.territory = config.name;
    manifest.language = config.language;
    manifest.fingerprint = now.hash;
    manifest.config = to_toml(config);
    manifest.inputs = now.inputs;
    manifest.reference = now.reference;
    manifest.layers = edition.layers;
    manifest.outputs = edition.files;
    for (HashedFile& file : manifest.outputs)
        if (is_database(file.path))
            file.content = database_content(folder / file.path).value_or("");
    manifest.notices = notices;
    return manifest;
}

}  // namespace lisiere::io
