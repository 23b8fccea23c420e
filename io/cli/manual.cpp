// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>

#include "io/base/files.hpp"
#include "io/cli/commands.hpp"
#include "io/cli/manual/completion.hpp"
#include "io/cli/manual/keys_page.hpp"
#include "io/cli/manual/man_page.hpp"

namespace lisiere::cli {
namespace fs = std::filesystem;
namespace {

/// What somebody wrote of a page; nothing when nobody did.
std::string written(const fs::path& folder, const std::string& page) {
    const fs::path file = folder / (page + ".man");
    return fs::exists(file) ? io::read_text(file) : std::string();
}

void write_manual(const DescribedProgram& program, const fs::path& pages, const fs::path& out) {
    fs::create_directories(out);
    io::write_text(out / "lisiere.1", man_page(program, written(pages, "lisiere")));
    for (const DescribedVerb& verb : program.verbs)
        io::write_text(out / ("lisiere-" + verb.name + ".1"),
                       man_page(program, verb, written(pages, verb.name)));
    io::write_text(out / "lisiere.toml.5",
                   man_page_of_file(program, "lisiere.toml", written(pages, "lisiere.toml")));
    io::write_text(out / "cles.md", keys_page("fr"));
    io::write_text(out / "keys.md", keys_page("en"));
    io::write_text(out / "lisiere.bash", bash_completion(program));
    io::write_text(out / "_lisiere", zsh_completion(program));
    io::write_text(out / "lisiere.fish", fish_completion(program));
}

}  // namespace

void add_manual(CLI::App& app, Action& action) {
    struct Arguments {
        std::string pages;
        std::string out;
    };
    auto* verb = app.add_subcommand("manuel", "écrit les pages de manuel et les complétions");
    verb->group("");  // for the build of the package: no user needs it
    auto arguments = std::make_shared<Arguments>();
    verb->add_option("pages", arguments->pages, "dossier des parties écrites à la main")
        ->required();
    verb->add_option("sortie", arguments->out, "dossier à écrire")->required();
    verb->callback([&app, arguments, &action] {
        action = [&app, arguments](Reporter&) {
            write_manual(described(app), arguments->pages, arguments->out);
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
