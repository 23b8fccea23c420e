// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "io/cli/commands.hpp"
#include "io/cli/interruptions.hpp"
#include "io/serve/server.hpp"

namespace lisiere::cli {
namespace fs = std::filesystem;
namespace {

/// Of a folder that is refreshed, its edition in place: a link that a publication points elsewhere.
fs::path edition_of(const fs::path& folder) {
    std::error_code error;
    const bool refreshed = fs::is_symlink(folder / "courante", error) &&
                           fs::exists(folder / "actualisation.json", error);
    return refreshed ? folder / "courante" : folder;
}

}  // namespace

void add_serve(CLI::App& app, Action& action) {
    struct Arguments {
        std::string folder;
        std::uint16_t port = 8765;
    };
    auto* verb = app.add_subcommand(
        "serve",
        "montre la carte web d'une édition, sur cette machine seulement ; Ctrl-C pour arrêter");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("dossier", arguments->folder,
                     "dossier que lisiere run ou lisiere refresh a écrit")
        ->required();
    verb->add_option("--port", arguments->port, "port (8765 par défaut ; 0 : un port libre)")
        ->type_name("N");
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            const io::Server server(io::Site(edition_of(arguments->folder)), arguments->port);
            reporter.written(
                fmt::format("http://localhost:{}{}", server.port(), server.site().home()));
            while (!interrupted()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
            reporter.done("arrêté");
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
