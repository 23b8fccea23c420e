// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>
#include <utility>

#include "engine/atlas/scenario.hpp"
#include "io/inputs/input_summary.hpp"
#include "io/inputs/read_scenario.hpp"
#include "io/inputs/reading.hpp"

namespace lisiere::io {
namespace {

std::string plural(std::size_t count, const char* one, const char* many) {
    return fmt::format("{} {}", count, count > 1 ? many : one);
}

std::string summary_of(const Inputs& in) {
    std::string text;
    const auto line = [&text](const std::string& words) { text += "  " + words + "\n"; };
    line(plural(in.territory.perimeters.size(), "périmètre", "périmètres"));
    if (!in.territory.communes.empty())
        line(plural(in.territory.communes.size(), "commune", "communes"));
    for (const census::AreaTable& table : in.areas)
        line(fmt::format("{}, {}",
                         plural(table.areas.size(), "zone de recensement", "zones de recensement"),
                         plural(table.counts.size() + table.rates.size(), "colonne", "colonnes")));
    if (in.population)
        line(plural(in.population->cells.size(), "carreau peuplé", "carreaux peuplés"));
    if (!in.official.empty())
        line(plural(in.official.size(), "valeur officielle", "valeurs officielles"));
    for (const Table& table : in.context)
        line(fmt::format("{} : {}", table.name, plural(table.rows.size(), "objet", "objets")));
    if (!in.local.empty()) line(plural(in.local.size(), "valeur locale", "valeurs locales"));
    const auto streets = [&line](const std::optional<street::StreetGraph>& graph,
                                 const char* suffix) {
        if (!graph) return;
        line(fmt::format("{}, {}{}", plural(graph->node_count(), "carrefour", "carrefours"),
                         plural(graph->edge_count(), "tronçon de rue", "tronçons de rue"), suffix));
    };
    streets(in.streets, "");
    streets(in.cycling, " à vélo");
    streets(in.driving, " en voiture");
    if (in.barriers) line(plural(in.barriers->size(), "tronçon de coupure", "tronçons de coupure"));
    if (in.timetable && !in.timetable->timed())
        line(plural(in.timetable->stops().size(), "arrêt sans horaires", "arrêts sans horaires"));
    else if (in.timetable)
        line(fmt::format("{}, {}, {}", plural(in.timetable->stops().size(), "arrêt", "arrêts"),
                         plural(in.timetable->trips().size(), "course", "courses"),
                         plural(in.timetable->stop_time_count(), "horaire", "horaires")));
    if (!in.facilities.empty()) line(plural(in.facilities.size(), "équipement", "équipements"));
    return text;
}

}  // namespace

CheckReport check_inputs(const RunConfig& config, const Progress& progress) {
    CheckReport report;
    ReadOutcome outcome = read_all(config, Threads{1}, progress, [&](const InputError& error) {
        report.errors.emplace_back(error.what());
    });
    report.notices = std::move(outcome.notices);
    report.summary = summary_of(outcome.inputs);
    const ReadLog read = std::move(outcome.read);
    if (report.errors.empty())
        for (const ScenarioSpec& spec : config.scenarios) {
            try {
                const scenario::Scenario scenario =
                    read_scenario(spec, config, outcome.inputs, report.notices);
                with_scenario(outcome.inputs, scenario, config.access.snap, report.notices);
            } catch (const InputError& error) {
                report.errors.emplace_back(error.what());
            }
        }
    report.inputs = std::move(outcome.inputs);
    report.by_input = input_summary(config, report.inputs, read, report.notices, report.errors);
    return report;
}

}  // namespace lisiere::io
