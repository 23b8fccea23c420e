// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <new>

#include "engine/core/error.hpp"
#include "io/base/error.hpp"
#include "io/cli/commands.hpp"

using namespace lisiere;
using namespace lisiere::cli;

namespace {

int run(const Action& action, Reporter& reporter) {
    try {
        return static_cast<int>(action(reporter));
    } catch (const Cancelled&) {
        reporter.error("interrompu", "interrompu ; rien n'a été écrit, l'édition précédente reste en place");
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
        reporter.error("memoire", "mémoire épuisée ; essayer un territoire plus petit ou une autre machine");
        return static_cast<int>(ExitCode::failed);
    } catch (const std::exception& error) {
        reporter.error("interne", std::string("erreur interne, à signaler : ") + error.what());
        return static_cast<int>(ExitCode::failed);
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Lisière : cartographie de la géographie prioritaire (desserte, enclavement, quartier vécu)", "lisiere"};
    app.set_version_flag("--version", LISIERE_VERSION);
    app.require_subcommand(1);
    app.set_help_flag("-h,--help", "cette aide");
    LogFormat log = LogFormat::text;
    app.add_option("--log", log, "texte (par défaut) ou json, sur la sortie d'erreur")
        ->transform(CLI::CheckedTransformer(std::map<std::string, LogFormat>{{"texte", LogFormat::text}, {"json", LogFormat::json}}));
    app.fallthrough();

    Action action;
    add_check(app, action);
    add_run(app, action);
    add_info(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& done) {
        return app.exit(done);
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        return static_cast<int>(ExitCode::usage);
    }
    catch_interruptions();
    Reporter reporter(log);
    return run(action, reporter);
}
