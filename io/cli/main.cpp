// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <exception>
#include <map>
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/memory_size.hpp"
#include "io/cli/commands.hpp"
#include "io/cli/interruptions.hpp"
#include "io/cli/memory.hpp"
#include "io/cli/standard_streams.hpp"

using namespace lisiere;
using namespace lisiere::cli;

namespace {

/// Runs the action; what it throws becomes a message and an exit code.
ExitCode run(const Action& action, Reporter& reporter) {
    try {
        const ExitCode code = action(reporter);
        flush_results();
        return code;
    } catch (const Cancelled&) {
        reporter.error("interrompu",
                       "interrompu ; rien n'a été écrit, l'édition précédente reste en place");
        return ExitCode::failed;
    } catch (const std::bad_alloc&) {
        reporter.error("memoire", exhaustion_message(reporter.stage()));
        return ExitCode::failed;
    } catch (const io::ConfigError& error) {
        reporter.error("configuration", error.what());
        return ExitCode::usage;
    } catch (const std::exception& error) {
        // A library that could not allocate says something else of it, or nothing.
        if (memory_exhausted()) {
            reporter.error("memoire", exhaustion_message(reporter.stage()) +
                                          "\n  la dernière erreur dite : " + error.what());
            return ExitCode::failed;
        }
        if (dynamic_cast<const io::InputError*>(&error) != nullptr) {
            reporter.error("entree", error.what());
            return ExitCode::input_refused;
        }
        const bool output = dynamic_cast<const io::OutputError*>(&error) != nullptr;
        reporter.error(
            output ? "sortie" : "interne",
            output ? error.what() : std::string("erreur interne, à signaler : ") + error.what());
        return ExitCode::failed;
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
            if (word == "--log" || word == "--memoire") ++i;  // and its value
            if (word.starts_with("-")) continue;
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
    secure_standard_streams();
    catch_exhaustion();
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
    std::uint64_t memory = 0;
    app.add_option_function<std::string>(
           "--memoire",
           [&memory](const std::string& text) {
               const auto bytes = io::parse_memory_size(text);
               if (!bytes)
                   throw CLI::ValidationError(
                       fmt::format("--memoire : « {} » n'est pas une taille comme 2G", text));
               memory = *bytes;
           },
           "plafond de mémoire : 2G, 800M (aussi [calcul] memoire ; le plus bas compte)")
        ->type_name("TAILLE");
    app.fallthrough();

    Action action;
    add_check(app, action);
    add_run(app, action);
    add_refresh(app, action);
    add_compare(app, action);
    add_explain(app, action);
    add_info(app, action);
    add_init(app, action);
    add_locate(app, action);
    add_manual(app, action);
    add_serve(app, action);
    add_scenario(app, action);
    add_atelier(app, action);
    // Hidden verbs have no group.
    for (CLI::App* verb : app.get_subcommands({}))
        if (!verb->get_group().empty()) verb->group("Commandes");
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& done) {
        std::ostringstream text;
        const int code = app.exit(done, text, text);
        return write_courtesy(text.str()) ? code : static_cast<int>(ExitCode::failed);
    } catch (const CLI::ParseError& error) {
        write_message(fmt::format("lisiere : {}\n  à essayer : lisiere --help\n",
                                  usage_error(app, argc, argv, error)));
        return static_cast<int>(ExitCode::usage);
    }
    catch_interruptions();
    Reporter reporter(log == "json" ? LogFormat::json : LogFormat::text);
    const ExitCode code = run(
        [&](Reporter& told) {
            if (memory > 0) limit_memory(memory, "--memoire");
            return action(told);
        },
        reporter);
    hold_interruptions();
    return static_cast<int>(code);
}
