// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/atelier.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "io/base/dates.hpp"
#include "io/cli/commands.hpp"
#include "io/cli/interruptions.hpp"
#include "io/cli/memory.hpp"
#include "io/pipeline/run.hpp"
#include "io/report/manifest.hpp"
#include "io/serve/server.hpp"

namespace lisiere::cli {
namespace {

/// "l'édition du 2026-12-01": the day on which it was written, as its folder says.
std::string made_on(const std::filesystem::path& edition) {
    using namespace std::chrono;
    const auto written = std::filesystem::last_write_time(edition / io::manifest_name);
    const year_month_day day{floor<days>(file_clock::to_sys(written))};
    return "l'édition du " + io::date_text(day);
}

}  // namespace

void add_atelier(CLI::App& app, Action& action) {
    struct Arguments {
        std::string file;
        io::RunOptions options;
        std::uint16_t port = 8765;
    };
    auto* verb = app.add_subcommand(
        "atelier",
        "dessine des scénarios sur la carte web et dit aussitôt qui y gagne, sur cette machine "
        "seulement ; Ctrl-C pour arrêter");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("configuration", arguments->file, "territoire.toml")->required();
    verb->add_option("-o,--output", arguments->options.output,
                     "dossier de l'édition (par défaut : out/<territoire>)")
        ->check(not_empty());
    verb->add_option("--port", arguments->port, "port (8765 par défaut ; 0 : un port libre)")
        ->type_name("N");
    verb->add_option("--threads", arguments->options.threads,
                     "fils d'exécution (0 : autant que de cœurs)")
        ->check(CLI::Range(0, 256));
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            const io::RunConfig config = load_config(arguments->file);
            io::require_free_port(arguments->port);  // said before the long work
            // The map that is drawn on is that of the edition, made or found up to date.
            const io::RunOutcome edition = io::run(config, arguments->options, reporter.progress());
            reporter.notices(edition.notices, config.language);
            io::Atelier atelier(config,
                                {arguments->options.threads, {}, {}, made_on(edition.output)},
                                reporter.progress());
            const io::Server server(io::Site(edition.output), arguments->port, {}, &atelier);
            reporter.written(fmt::format("http://localhost:{}{}#jeton={}", server.port(),
                                         server.site().home(), atelier.token()));
            while (!interrupted()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
            reporter.done("arrêté");
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
