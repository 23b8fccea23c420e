// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/cli/commands.hpp"
#include "io/cli/memory.hpp"
#include "io/cli/standard_streams.hpp"
#include "io/report/portrait_json.hpp"
#include "io/report/portrait_text.hpp"

namespace lisiere::cli {

void add_explain(CLI::App& app, Action& action) {
    struct Arguments {
        std::string file;
        std::string perimeter;
        std::vector<std::string> sections;
        bool json = false;
        unsigned threads = 0;
    };
    auto* verb = app.add_subcommand(
        "explain",
        "dit tout d'un périmètre : chaque chiffre, sa formule, ses entrées et leurs sources.\n"
        "N'écrit aucune édition ; reprend ce qu'un calcul précédent a gardé.");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("configuration", arguments->file, "territoire.toml")->required();
    verb->add_option("perimetre", arguments->perimeter,
                     "code, autre code, ou nom qu'un seul périmètre porte")
        ->required();
    const std::vector<std::string> sections = io::portrait_sections();
    auto* option = verb->add_option(
        "--section", arguments->sections,
        fmt::format("une ou plusieurs de : {} (par défaut : toutes)", fmt::join(sections, ", ")));
    if (!sections.empty()) option->check(CLI::IsMember(sections));
    option->type_name("SECTION");
    verb->add_flag("--json", arguments->json,
                   "en JSON, toutes les colonnes et valeurs exactes (io/report/README.md)");
    verb->add_option("--threads", arguments->threads, "fils d'exécution (0 : autant que de cœurs)")
        ->check(CLI::Range(0, 256));
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            const io::RunConfig config = load_config(arguments->file);
            io::Portrait portrait =
                io::explain(config, {arguments->perimeter, arguments->threads}, reporter.progress())
                    .portrait;
            const auto& asked = arguments->sections;
            if (!asked.empty())
                std::erase_if(portrait.sections, [&](const io::PortraitSection& section) {
                    return std::find(asked.begin(), asked.end(), section.id) == asked.end();
                });
            show("{}", arguments->json ? io::to_json(portrait) : io::to_text(portrait));
            reporter.done(fmt::format("{} : {}", portrait.code, portrait.name));
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
