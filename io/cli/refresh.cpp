// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/refresh.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "io/base/error.hpp"
#include "io/cli/commands.hpp"
#include "io/cli/memory.hpp"
#include "io/cli/standard_streams.hpp"
#include "io/refresh/moment.hpp"

namespace lisiere::cli {
namespace {

ExitCode exit_code(io::RefreshEnd end) {
    switch (end) {
        case io::RefreshEnd::published:
        case io::RefreshEnd::unchanged:
        case io::RefreshEnd::put_aside:
        case io::RefreshEnd::returned:
        case io::RefreshEnd::would_publish:
            return ExitCode::done;
        case io::RefreshEnd::refused:
            return ExitCode::edition_refused;
        case io::RefreshEnd::input_refused:
            return ExitCode::input_refused;
        case io::RefreshEnd::failed:
            return ExitCode::failed;
    }
    return ExitCode::failed;
}

std::string in_short(const io::RefreshOutcome& outcome) {
    switch (outcome.end) {
        case io::RefreshEnd::published:
            return fmt::format("édition {} publiée", outcome.edition);
        case io::RefreshEnd::unchanged:
            return fmt::format("rien n'a changé, l'édition {} est à jour", outcome.edition);
        case io::RefreshEnd::put_aside:
            return fmt::format("rien n'est publié, l'édition {} reste", outcome.edition);
        case io::RefreshEnd::returned:
            return outcome.dry ? "à blanc, rien n'a été changé"
                               : fmt::format("édition {} remise en place", outcome.edition);
        case io::RefreshEnd::would_publish:
            return "à blanc, rien n'a été publié";
        default:
            return outcome.edition.empty()
                       ? "aucune édition n'est en place"
                       : fmt::format("l'édition {} reste en place", outcome.edition);
    }
}

}  // namespace

void add_refresh(CLI::App& app, Action& action) {
    struct Arguments {
        std::string file;
        std::string output;
        std::string date;
        std::string accept;
        bool back = false;
        bool dry = false;
        bool new_distribution = false;
        unsigned threads = 0;
    };
    auto* verb = app.add_subcommand(
        "refresh", "va chercher les sources, et si elles ont changé publie une nouvelle édition");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("configuration", arguments->file, "territoire.toml")->required();
    verb->add_option("-o,--output", arguments->output,
                     "dossier de l'actualisation (par défaut : actualisation.dossier)")
        ->check(not_empty());
    auto* dry = verb->add_flag("--a-blanc", arguments->dry, "fait tout, sauf publier");
    auto* back = verb->add_flag("--retour", arguments->back, "remet l'édition d'avant en place");
    verb->add_option("--accepter", arguments->accept,
                     "publie malgré les écarts, pour ce motif, écrit dans l'édition")
        ->type_name("MOTIF")
        ->excludes(back)
        ->excludes(dry);
    verb->add_flag("--nouvelle-distribution", arguments->new_distribution,
                   "range cette édition parmi ses propres habitants, et les suivantes de même")
        ->excludes(back);
    verb->add_option("--date", arguments->date, "le jour qu'il est (par défaut : aujourd'hui)")
        ->type_name("AAAA-MM-JJ");
    verb->add_option("--threads", arguments->threads, "fils d'exécution (0 : autant que de cœurs)")
        ->check(CLI::Range(0, 256));
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) {
            io::RefreshOptions options;
            // The one look at a clock: what is published depends on what is passed on from here.
            options.now =
                std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
            options.today = std::chrono::floor<std::chrono::days>(options.now);
            if (!arguments->date.empty()) {
                const auto day = io::parse_date(arguments->date);
                if (!day)
                    throw io::ConfigError({"--date", fmt::format("« {} »", arguments->date),
                                           "un jour comme 2026-11-30", ""});
                options.today = *day;
            }
            options.folder = arguments->output;
            options.threads = arguments->threads;
            options.dry = arguments->dry;
            options.new_distribution = arguments->new_distribution;
            options.accept = arguments->accept;
            options.tell = [&reporter](const std::string& line) { reporter.remark(line); };
            limit_as_declared(arguments->file);
            const io::RefreshedTerritory territory = io::read_refreshed(arguments->file);
            const io::RefreshOutcome outcome =
                arguments->back ? io::go_back(territory, options)
                                : io::refresh(territory, options, reporter.progress());
            reporter.notices(outcome.notices, outcome.language);
            reporter.event(to_json(outcome));
            // What was published stands, whoever can read of it.
            write_courtesy(summary_text(outcome));
            const ExitCode code = exit_code(outcome.end);
            if (code == ExitCode::done) {
                reporter.done(fmt::format("{} : {}", territory.run.name, in_short(outcome)));
            } else {
                reporter.error(to_text(outcome.end),
                               fmt::format("{} : {} ; {}", territory.run.name, outcome.reason,
                                           in_short(outcome)));
            }
            return code;
        };
    });
}

}  // namespace lisiere::cli
