// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "io/cli/commands.hpp"
#include "io/cli/memory.hpp"
#include "io/config/run_config.hpp"
#include "io/locate/locate_table.hpp"

namespace lisiere::cli {

void add_locate(CLI::App& app, Action& action) {
    struct Arguments {
        std::string file;
        std::string input;
        std::string output;
        std::map<std::string, std::string> columns;
        int crs = 0;
        std::vector<std::string> bases;
        unsigned threads = 0;
    };
    auto* verb = app.add_subcommand(
        "locate",
        "dit dans quel périmètre, quelle bande, quel IRIS se trouve chaque ligne d'un CSV.\n"
        "Coordonnées (lon/lat, x/y) ou adresses, cherchées sans réseau dans une base BAN locale.\n"
        "Chaque ligne ressort telle quelle, suivie de code_qp, nom_qp, genre, bande_m, code_iris,\n"
        "code_commune, nom_commune, distance_m, code_qp_proche, qualite, motif. Un point sur la\n"
        "limite appartient au périmètre. Rien des lignes lues n'est gardé ni journalisé.");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("configuration", arguments->file, "territoire.toml")->required();
    verb->add_option("adresses", arguments->input, "CSV à localiser (- : entrée standard)")
        ->required();
    verb->add_option("-o,--output", arguments->output,
                     "fichier à écrire (par défaut : sortie standard)")
        ->check(not_empty());
    const auto column = [&](const std::string& option, const std::string& field,
                            const std::string& what) {
        verb->add_option_function<std::string>(
                option,
                [arguments, field](const std::string& name) { arguments->columns[field] = name; },
                "colonne " + what)
            ->type_name("COLONNE");
    };
    column("--lon", "lon", "de la longitude");
    column("--lat", "lat", "de la latitude");
    column("--x", "x", "de l'abscisse");
    column("--y", "y", "de l'ordonnée");
    column("--adresse", "adresse", "de l'adresse");
    column("--numero", "numero", "du numéro dans la voie");
    column("--commune", "commune", "de la commune (nom ou code INSEE)");
    column("--code-postal", "code_postal", "du code postal");
    verb->add_option("--crs", arguments->crs,
                     "code EPSG des coordonnées (par défaut : reconnu à leurs valeurs)")
        ->check(CLI::Range(1024, 32767))
        ->type_name("EPSG");
    verb->add_option("--base", arguments->bases, "base d'adresses au format BAN (CSV)")
        ->type_name("FICHIER");
    verb->add_option("--threads", arguments->threads, "fils d'exécution (0 : autant que de cœurs)")
        ->check(CLI::Range(0, 256));
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            const io::RunConfig config = load_config(arguments->file);
            io::LocateOptions options;
            options.input = arguments->input;
            if (!arguments->output.empty()) options.output = arguments->output;
            options.columns = arguments->columns;
            options.crs = arguments->crs;
            options.bases.assign(arguments->bases.begin(), arguments->bases.end());
            options.threads = arguments->threads;
            const io::LocateOutcome outcome =
                io::locate_table(config, options, reporter.progress());
            reporter.notices(outcome.notices, config.language);
            reporter.counts("périmètre", outcome.perimeters);
            reporter.counts("niveau de géocodage", outcome.levels);
            reporter.counts("motif", outcome.reasons);
            for (const std::string& name : outcome.renamed)
                reporter.remark(
                    fmt::format("le fichier a déjà cette colonne : la nôtre s'appelle "
                                "{}",
                                name));
            reporter.done(
                fmt::format("{} lignes, {} localisées, {} dans un périmètre, {} dans une bande",
                            outcome.lines, outcome.located, outcome.in_perimeter, outcome.in_band));
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
