// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "io/cli/commands.hpp"
#include "io/cli/memory.hpp"
#include "io/cli/standard_streams.hpp"
#include "io/pipeline/run_scenario.hpp"

namespace lisiere::cli {

void add_scenario(CLI::App& app, Action& action) {
    struct Arguments {
        std::string file;
        std::string name;
        io::RunOptions options;
    };
    auto* verb = app.add_subcommand("scenario", "compare un scénario déclaré à l'existant");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("configuration", arguments->file, "territoire.toml")->required();
    verb->add_option("nom", arguments->name, "nom du scénario ; sans lui, la liste");
    verb->add_option("-o,--output", arguments->options.output,
                     "dossier (par défaut : out/<territoire>/scenarios/<nom>)")
        ->check(not_empty());
    verb->add_flag("--force", arguments->options.force, "recalcule même si rien n'a changé");
    verb->add_option("--threads", arguments->options.threads,
                     "fils d'exécution (0 : autant que de cœurs)")
        ->check(CLI::Range(0, 256));
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            const io::RunConfig config = load_config(arguments->file);
            if (arguments->name.empty()) {
                for (const io::ScenarioSpec& scenario : config.scenarios)
                    show("{}\t{}\n", scenario.name, scenario.title);
                reporter.done(fmt::format("{} : {} scénario(s) déclaré(s)", config.name,
                                          config.scenarios.size()));
                return ExitCode::done;
            }
            const io::RunOutcome outcome =
                io::run_scenario(config, arguments->name, arguments->options, reporter.progress());
            reporter.notices(outcome.notices, config.language);
            reporter.steps(outcome.steps);
            reporter.written(outcome.output.string());
            reporter.done(outcome.unchanged
                              ? fmt::format("{}, {} : rien n'a changé (--force pour refaire)",
                                            config.name, arguments->name)
                              : fmt::format("{}, {} : {} périmètres, {} couches", config.name,
                                            arguments->name, outcome.perimeters, outcome.layers));
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
