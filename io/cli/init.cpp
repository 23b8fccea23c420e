// SPDX-License-Identifier: Apache-2.0
#include "io/init/init.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/cli/commands.hpp"
#include "io/cli/standard_streams.hpp"

namespace lisiere::cli {

void add_init(CLI::App& app, Action& action) {
    struct Arguments {
        std::vector<std::string> files;
        std::string output;
        io::init::Wanted wanted;
    };
    auto* verb = app.add_subcommand(
        "init",
        "reconnaît des fichiers et écrit une configuration commentée, prête à calculer.\n"
        "Fichiers et dossiers, dans n'importe quel ordre : chacun est reconnu à ses colonnes et à "
        "sa\n"
        "géométrie, jamais à son seul nom. Dit de chacun ce pour quoi il est pris et pourquoi, de\n"
        "ceux qui n'ont pas de place le schéma le plus proche, et ce qui manque. Code de sortie 3\n"
        "quand ce qui est écrit ne peut pas être calculé (pas de périmètre).");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("fichiers", arguments->files, "fichiers et dossiers")->required();
    verb->add_option("-o,--output", arguments->output,
                     "configuration à écrire ; jamais par-dessus une autre (par défaut : sortie "
                     "standard ; les chemins partent du fichier où elle est dirigée, sinon du "
                     "dossier courant)")
        ->check(not_empty())
        ->type_name("FICHIER");
    verb->add_option("--nom", arguments->wanted.name, "nom du territoire")->type_name("NOM");
    verb->add_option("--departement", arguments->wanted.departements,
                     "d'un fichier national, ne garder que ce ou ces départements (59,62)")
        ->type_name("CODE")
        ->delimiter(',')
        ->allow_extra_args(false);
    verb->add_option("--epci", arguments->wanted.epci,
                     "d'un fichier national, ne garder que cet EPCI (numéro SIREN)")
        ->type_name("SIREN");
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            io::InitRequest request;
            request.files.assign(arguments->files.begin(), arguments->files.end());
            request.output = arguments->output;
            // `init … > ailleurs/territoire.toml` is read where it stands.
            if (request.output.empty()) request.folder = file_of_standard_output().parent_path();
            request.wanted = arguments->wanted;
            if (!request.output.empty() &&
                std::filesystem::exists(std::filesystem::symlink_status(request.output)))
                throw io::OutputError({request.output.string(), "un fichier qui existe déjà",
                                       "un nom libre : une configuration relue ne s'écrase pas",
                                       "choisir un autre nom, ou la déplacer"});
            const io::InitOutcome outcome = io::draft_configuration(request, reporter.progress());
            for (const std::string& remark : outcome.remarks) reporter.remark(remark);
            if (request.output.empty())
                write_result(outcome.configuration);
            else
                io::write_text(request.output, outcome.configuration);
            if (!outcome.runs) {
                reporter.error(
                    "entree",
                    "la configuration est écrite, mais elle ne peut pas être calculée : il "
                    "manque des périmètres, ou ce qui est dit plus haut");
                return ExitCode::input_refused;
            }
            reporter.done(fmt::format("{} tables écrites", outcome.taken));
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
