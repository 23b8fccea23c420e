// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/read_scenario_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/gdal/read_drawing.hpp"
#include "io/inputs/read_scenario.hpp"

namespace lisiere::io {
namespace {

using transit::Day;
using transit::LineIdx;
using transit::StopIdx;
using transit::Timetable;

class Reader {
  public:
    Reader(const RunConfig& config, const Inputs& inputs)
        : config_(config), inputs_(inputs), timetable_(*inputs.timetable) {
        std::set<Day> days;
        for (const std::vector<Day>& service : timetable_.services())
            days.insert(service.begin(), service.end());
        days_.assign(days.begin(), days.end());
    }

    scenario::AddedLine added(const ScenarioLineSpec& spec, const std::string& name) const {
        scenario::AddedLine line;
        line.where = name;
        line.name = spec.name;
        line.mode = mode_of(spec.mode);
        line.speed_kmh = spec.speed_kmh;
        line.dwell = Seconds{static_cast<std::int32_t>(std::lround(spec.dwell_s))};
        line.both_ways = spec.both_ways;
        for (const std::string& stop : spec.stops) line.stops.push_back(stop_of(spec, stop));
        for (const ScenarioServiceSpec& service : spec.services)
            line.services.push_back(
                {days_of(service.days), service.first, service.last,
                 Seconds{static_cast<std::int32_t>(std::lround(service.headway_min * 60))}});
        return line;
    }

    scenario::ChangedLine changed(const ScenarioLineSpec& spec, const std::string& name) const {
        scenario::ChangedLine change;
        change.where = name;
        change.removed = spec.action == ScenarioLineSpec::Action::supprimer;
        change.frequency = spec.frequency;
        change.speed = spec.speed;
        std::vector<std::string> names;
        for (const LineIdx line : indices<LineIdx>(timetable_.lines().size())) {
            const transit::Line& own = timetable_.lines()[line];
            if (own.short_name == spec.name || own.id == spec.name ||
                (own.short_name.empty() && own.long_name == spec.name))
                change.lines.push_back(line);
            names.push_back(own.short_name.empty() ? own.long_name : own.short_name);
        }
        if (change.lines.empty()) refuse(spec, "ligne", spec.name, names, "le nom d'une ligne");
        return change;
    }

  private:
    static transit::Mode mode_of(const std::string& word) {
        using enum transit::Mode;
        for (const transit::Mode mode : {tram, metro, train, bus, bhns, ferry, telepherique})
            if (transit::to_text(mode) == word) return mode;
        return autre;
    }

    [[noreturn]] void refuse(const ScenarioLineSpec& spec, const char* key,
                             const std::string& found, const std::vector<std::string>& names,
                             const std::string& expected) const {
        const std::string near = nearest_name(found, names);
        throw ConfigError({fmt::format("{}, clé {}.{}", config_.file.string(), spec.key, key),
                           fmt::format("« {} », absent des horaires", found), expected,
                           near.empty() ? "" : fmt::format("« {} » ?", near)});
    }

    /// A stop by its id, with its feed's prefix or without, or a place.
    scenario::LineStop stop_of(const ScenarioLineSpec& spec, const std::string& text) const {
        if (text.starts_with("POINT")) {
            const Drawing drawing =
                read_drawing(text, 0, inputs_.territory.crs,
                             fmt::format("{}, clé {}.arrets", config_.file.string(), spec.key));
            refuse_off_streets(inputs_, config_, drawing.points.front(),
                               fmt::format("{}, clé {}.arrets", config_.file.string(), spec.key),
                               fmt::format("« {} », un arrêt", text));
            return {StopIdx::none(), spec.name, drawing.points.front()};
        }
        std::vector<std::string> ids;
        for (const StopIdx stop : indices<StopIdx>(timetable_.stops().size())) {
            const transit::Stop& own = timetable_.stops()[stop];
            if (!own.boardable) continue;
            const auto colon = own.id.find(':');
            const std::string bare = colon == std::string::npos ? own.id : own.id.substr(colon + 1);
            if (own.id == text || bare == text) return {stop, own.name, own.at};
            ids.push_back(bare);
        }
        refuse(spec, "arrets", text, ids,
               "l'identifiant d'un arrêt, ou POINT (longitude latitude)");
    }

    std::vector<Day> days_of(const std::string& word) const {
        std::vector<Day> days;
        for (const Day day : days_) {
            const unsigned weekday = std::chrono::weekday(day).iso_encoding();
            const bool runs = word == "tous" || (word == "ouvrables" && weekday <= 5) ||
                              (word == "samedi" && weekday == 6) ||
                              (word == "dimanche" && weekday == 7);
            if (runs) days.push_back(day);
        }
        return days;
    }

    const RunConfig& config_;
    const Inputs& inputs_;
    const Timetable& timetable_;
    std::vector<Day> days_;  ///< on which anything runs
};

}  // namespace

void read_scenario_lines(const ScenarioSpec& spec, const RunConfig& config, const Inputs& inputs,
                         scenario::Scenario& scenario) {
    if (!inputs.timetable || !inputs.timetable->timed())
        throw ConfigError({fmt::format("{}, clé {}.lignes", config.file.string(), spec.key),
                           "des lignes sans horaires", "une table [[horaires]]",
                           "déclarer les horaires que le scénario change"});
    const Reader reader(config, inputs);
    for (std::size_t i = 0; i < spec.lines.size(); ++i) {
        const std::string name = fmt::format("lignes[{}]", i);
        for (std::size_t j = 0; j < i; ++j)
            if (spec.lines[i].action != ScenarioLineSpec::Action::ajouter &&
                spec.lines[j].action != ScenarioLineSpec::Action::ajouter &&
                spec.lines[i].name == spec.lines[j].name)
                throw ConfigError(
                    {fmt::format("{}, clé {}.ligne", config.file.string(), spec.lines[i].key),
                     fmt::format("« {} », que change déjà {}", spec.lines[i].name,
                                 spec.lines[j].key),
                     "un seul changement par ligne", "réunir frequence et vitesse dans une table"});
        if (spec.lines[i].action == ScenarioLineSpec::Action::ajouter)
            scenario.added_lines.push_back(reader.added(spec.lines[i], name));
        else
            scenario.changed_lines.push_back(reader.changed(spec.lines[i], name));
    }
}

}  // namespace lisiere::io
