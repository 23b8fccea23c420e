// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <exception>
#include <map>
#include <new>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/cli/commands.hpp"

using namespace lisiere;
using namespace lisiere::cli;

namespace {

int run(const Action& action, Reporter& reporter) {
    try {
        return static_cast<int>(action(reporter));
    } catch (const Cancelled&) {
        reporter.error("interrompu",
                       "interrompu ; rien n'a été écrit, l'édition précédente reste en place");
        return static_cast<int>(ExitCode::failed);
    } catch (const io::ConfigError& error) {
        reporter.error("configuration", error.what());
        return static_cast<int>(ExitCode::usage);
    } catch (const io::InputError& error) {
        reporter.error("entree", error.what());
        return static_cast<int>(ExitCode::input_refused);
    } catch (const io::OutputError& error) {
        reporter.error("sortie", error.what());
        return static_cast<int>(ExitCode::failed);
    } catch (const std::bad_alloc&) {
        reporter.error("memoire",
                       "mémoire épuisée ; essayer un territoire plus petit ou une autre machine");
        return static_cast<int>(ExitCode::failed);
    } catch (const std::exception& error) {
        reporter.error("interne", std::string("erreur interne, à signaler : ") + error.what());
        return static_cast<int>(ExitCode::failed);
    }
}

/// The usual slips in French; what CLI11 says for the others.
std::string usage_error(const CLI::App& app, int argc, char** argv, const CLI::ParseError& error) {
    std::vector<std::string> verbs;
    for (const CLI::App* verb : app.get_subcommands({}))
        if (!verb->get_group().empty()) verbs.push_back(verb->get_name());
    if (app.get_subcommands().empty()) {
        for (int i = 1; i < argc; ++i) {
            const std::string word = argv[i];
            if (word.starts_with("-") || word == "texte" || word == "json") continue;
            const std::string near = io::nearest_name(word, verbs);
            return fmt::format("commande inconnue « {} »{} ; les commandes : {}", word,
                               near.empty() ? "" : fmt::format(" (« {} » ?)", near),
                               fmt::join(verbs, ", "));
        }
        return fmt::format("il manque une commande : {}", fmt::join(verbs, ", "));
    }
    const std::string verb = app.get_subcommands().front()->get_name();
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
        return fmt::format("{} : il manque un argument ({})", verb, error.what());
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
        return fmt::format("{} : option ou argument inconnu ({})", verb, error.what());
    return fmt::format("{} : {}", verb, error.what());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Lisière : cartographie de la géographie prioritaire (desserte, enclavement, quartier "
        "vécu)",
        "lisiere"};
    app.set_version_flag("--version", LISIERE_VERSION, "version du programme");
    app.require_subcommand(1);
    for (const auto& [english, french] :
         std::map<std::string, std::string>{{"Usage", "Utilisation"},
                                            {"OPTIONS", "OPTIONS"},
                                            {"SUBCOMMAND", "COMMANDE"},
                                            {"Subcommands", "Commandes"},
                                            {"Positionals", "Arguments"},
                                            {"REQUIRED", "(obligatoire)"},
                                            {"TEXT", "TEXTE"},
                                            {"UINT", "N"}})
        app.get_formatter()->label(english, french);
    app.set_help_flag("-h,--help", "cette aide");
    std::string log = "texte";
    app.add_option("--log", log, "texte (par défaut) ou json, sur la sortie d'erreur")
        ->check(CLI::IsMember({"texte", "json"}))
        ->type_name("FORMAT");
    app.fallthrough();

    Action action;
    add_check(app, action);
    add_run(app, action);
    add_explain(app, action);
    add_info(app, action);
    add_locate(app, action);
    add_manual(app, action);
    add_serve(app, action);
    add_scenario(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& done) {
        return app.exit(done);
    } catch (const CLI::ParseError& error) {
        fmt::print(stderr, "lisiere : {}\n  à essayer : lisiere --help\n",
                   usage_error(app, argc, argv, error));
        return static_cast<int>(ExitCode::usage);
    }
    catch_interruptions();
    Reporter reporter(log == "json" ? LogFormat::json : LogFormat::text);
    return run(action, reporter);
}
