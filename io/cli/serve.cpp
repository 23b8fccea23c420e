// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "io/cli/commands.hpp"
#include "io/cli/interruptions.hpp"
#include "io/serve/server.hpp"

namespace lisiere::cli {

void add_serve(CLI::App& app, Action& action) {
    struct Arguments {
        std::string folder;
        std::uint16_t port = 8765;
    };
    auto* verb = app.add_subcommand(
        "serve",
        "montre la carte web d'une édition, sur cette machine seulement ; Ctrl-C pour arrêter");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("dossier", arguments->folder, "dossier que lisiere run a écrit")->required();
    verb->add_option("--port", arguments->port, "port (8765 par défaut ; 0 : un port libre)")
        ->type_name("N");
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            const io::Server server(io::Site(arguments->folder), arguments->port);
            reporter.written(
                fmt::format("http://localhost:{}{}", server.port(), server.site().home()));
            while (!interrupted()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
            reporter.done("arrêté");
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
