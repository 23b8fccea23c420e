// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/run.hpp"

#include <fmt/format.h>

#include "io/cli/commands.hpp"
#include "io/cli/edition_date.hpp"
#include "io/cli/memory.hpp"

namespace lisiere::cli {

void add_run(CLI::App& app, Action& action) {
    struct Arguments {
        std::string file;
        std::string output;
        bool force = false;
        unsigned threads = 0;
        std::string date;
    };
    auto* verb = app.add_subcommand("run", "lit, calcule et écrit une édition");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("configuration", arguments->file, "territoire.toml")->required();
    verb->add_option("-o,--output", arguments->output,
                     "dossier de l'édition (par défaut : out/<territoire>)")
        ->check(not_empty());
    verb->add_flag("--force", arguments->force, "recalcule même si rien n'a changé");
    verb->add_option("--threads", arguments->threads, "fils d'exécution (0 : autant que de cœurs)")
        ->check(CLI::Range(0, 256));
    add_edition_date(*verb, arguments->date);
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            io::RunConfig config = load_config(arguments->file);
            declare_edition_date(arguments->date, config);
            io::RunOptions options{arguments->output, arguments->force, arguments->threads};
            options.on_read = [&](const io::ReadOutcome& read) {
                tell_past_timetables(config, read.inputs.timetable, reporter);
            };
            const io::RunOutcome outcome = io::run(config, options, reporter.progress());
            reporter.notices(outcome.notices, config.language);
            reporter.steps(outcome.steps);
            reporter.written(outcome.output.string());
            if (outcome.in_base)
                reporter.remark(fmt::format("base PostGIS : édition publiée dans le schéma {}",
                                            config.outputs.postgis.schema));
            reporter.done(outcome.unchanged
                              ? fmt::format("{} : rien n'a changé, l'édition en place est à jour "
                                            "(--force pour refaire)",
                                            config.name)
                              : fmt::format("{} : {} périmètres, {} couches", config.name,
                                            outcome.perimeters, outcome.layers));
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
