// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <optional>

#include "io/cli/commands.hpp"
#include "io/cli/standard_streams.hpp"
#include "io/compare/compare_editions.hpp"
#include "io/compare/comparison_json.hpp"
#include "io/compare/comparison_text.hpp"
#include "io/compare/write_comparison.hpp"
#include "io/edition/output_folder.hpp"
#include "io/edition/place.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::cli {
namespace {

struct Arguments {
    io::ComparedFolders editions{{}, {}, {}};
    std::string output;
    bool json = false;
};

ExitCode run(Arguments arguments, Reporter& reporter) {
    Notices notices;
    std::optional<io::OutputPlace> place;  // what stands in the way is said first
    if (!arguments.output.empty()) {
        const std::array<std::filesystem::path, 2> inputs{arguments.editions.base,
                                                          arguments.editions.next};
        place = io::output_place(arguments.output, io::EditionKind::comparison, inputs);
        io::heal_place(*place, notices);
    }
    const compare::Comparison comparison =
        io::compare_editions(arguments.editions.base, arguments.editions.next);
    if (arguments.editions.language.empty()) arguments.editions.language = comparison.next.language;
    const io::ComparisonRules rules = io::read_comparison_rules(io::reference_folder());
    const std::string& language = arguments.editions.language;
    constexpr std::size_t headlines = 10;
    if (place) {
        io::OutputFolder folder(*place);
        io::write_comparison(comparison, arguments.editions, folder.work(), notices);
        folder.publish(notices);
    }
    if (arguments.json)
        write_result(
            io::to_json(comparison, rules, io::Sentences(comparison, rules, language), headlines));
    else if (arguments.output.empty())
        write_result(
            io::to_text(comparison, rules, language,
                        {arguments.editions.base.string(), arguments.editions.next.string()}));
    else
        reporter.written(arguments.output);
    reporter.notices(notices, language);
    reporter.done(fmt::format("{} : {} chiffres comparés, {} changés", comparison.next.territory,
                              comparison.compared, comparison.changes.size()));
    return ExitCode::done;
}

}  // namespace

void add_compare(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand(
        "compare",
        "dit ce qui a changé d'une édition à l'autre, de combien, ce que cela vaut et pourquoi.\n"
        "Sans -o, un résumé ; avec, comparaison.html, .csv et .gpkg dans un dossier à part.");
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("avant", arguments->editions.base, "dossier de l'édition d'avant")->required();
    verb->add_option("apres", arguments->editions.next, "dossier de l'édition d'après")->required();
    verb->add_option("-o,--output", arguments->output, "dossier où écrire la comparaison")
        ->check(not_empty());
    verb->add_flag("--json", arguments->json,
                   "en JSON sur la sortie standard (io/compare/README.md)");
    verb->add_option("--langue", arguments->editions.language,
                     "fr ou en (par défaut : celle de l'édition d'après)")
        ->check(CLI::IsMember({"fr", "en"}))
        ->type_name("LANGUE");
    verb->callback([arguments, &action] {
        action = [arguments](Reporter& reporter) { return run(*arguments, reporter); };
    });
}

}  // namespace lisiere::cli
