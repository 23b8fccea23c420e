// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "io/cli/commands.hpp"
#include "io/cli/edition_date.hpp"
#include "io/cli/memory.hpp"
#include "io/cli/standard_streams.hpp"
#include "io/config/run_config.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/postgis/publication.hpp"

namespace lisiere::cli {

void add_check(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("check", "lit tout, ne calcule rien, dit ce qui ne va pas");
    auto file = std::make_shared<std::string>();
    verb->add_option("configuration", *file, "territoire.toml")->required();
    auto date = std::make_shared<std::string>();
    add_edition_date(*verb, *date);
    verb->callback([file, date, &action] {
        action = [file, date](Reporter& reporter) {
            io::RunConfig config = load_config(*file);
            declare_edition_date(*date, config);
            const io::CheckReport report = io::check_inputs(config, reporter.progress());
            reporter.notices(report.notices, config.language);
            tell_past_timetables(config, report.inputs.timetable, reporter);
            for (const std::string& error : report.errors) reporter.error("entree", error);
            show("{}{}", report.summary, report.by_input);
            if (config.outputs.postgis) {
                io::PostgisPublication base(config.outputs.postgis);  // what it refuses, run would
                reporter.remark(fmt::format("base PostGIS : prête à recevoir le schéma {}",
                                            config.outputs.postgis.schema));
            }
            if (!report.errors.empty() || report.notices.has_errors()) {
                reporter.error("entree", fmt::format("{} : entrées refusées", config.name));
                return ExitCode::input_refused;
            }
            reporter.done(fmt::format("{} : entrées acceptées", config.name));
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
