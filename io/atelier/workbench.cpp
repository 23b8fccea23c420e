// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/workbench.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <utility>

#include "engine/atlas/scenario.hpp"
#include "engine/atlas/scenario_analysis.hpp"
#include "engine/layers/gains.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/table/table_builder.hpp"
#include "io/atelier/recent_memo.hpp"
#include "io/inputs/fingerprint.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/pipeline/cache_folder.hpp"
#include "io/pipeline/edition_steps.hpp"
#include "io/pipeline/lay_scenario.hpp"
#include "io/pipeline/settings.hpp"
#include "io/viewer/edition_data.hpp"
#include "io/viewer/write_scenario_map.hpp"

namespace lisiere::io {
namespace {

/// The territory without its scenarios, as `run` reads it.
RunConfig without_scenarios(RunConfig config) {
    config.scenarios.clear();
    return config;
}

Json ways_json(const Table& ways, const Projector& projector) {
    Json features = Json::array();
    for (std::size_t row = 0; row < ways.rows.size(); ++row) {
        Json about = Json::object();
        for (std::size_t c = 0; c < ways.columns.size(); ++c)
            about[ways.columns[c].name] = to_json(ways.rows[row][c]);
        features.push_back({{"type", "Feature"},
                            {"properties", about},
                            {"geometry", geometry_json(ways.geometries[row], projector)}});
    }
    return {{"type", "FeatureCollection"}, {"features", features}};
}

/// People of a group who gain so many minutes by a mode, as tables round them.
Json gainers_of(const access::CellGroup& group, const std::vector<ComparedTimes>& times,
                access::TravelMode mode) {
    Json people = Json::object();
    for (const int minutes : {1, 5, 10})
        people[std::to_string(minutes)] =
            std::round(people_gaining(group, times, mode, minutes) * 1000) / 1000;
    return people;
}

/// People of the whole territory who gain so many minutes, by mode.
Json gainers_json(const Comparison& comparison, const std::vector<ComparedTimes>& times) {
    const access::CellGroup everybody =
        access::whole_population(*comparison.before.inputs.population, "");
    Json by_mode = Json::object();
    for (const access::TravelMode mode : comparison.before.modes) {
        if (!comparison.after.has(mode)) continue;
        by_mode[std::string(access::to_text(mode))] = gainers_of(everybody, times, mode);
    }
    return by_mode;
}

/// What is known before the long steps: who gains on foot, and where; columns of the layers
/// `scenario_*`.
Json walking_json(const Comparison& comparison) {
    constexpr auto mode = access::TravelMode::marche;
    const Atlas& base = comparison.before;
    const std::vector<ComparedTimes> times = compared_times(comparison);
    const auto& cells = base.inputs.population->cells;
    const auto& perimeters = base.inputs.territory.perimeters;
    const std::vector<CellGain> gains = cell_gains(times, mode, cells.size());
    const auto all = [](const auto& items, auto none) {
        std::vector<decltype(none)> rows;
        for (const auto at : indices<decltype(none)>(items.size())) rows.push_back(at);
        return rows;
    };
    TableBuilder<census::CellIdx> by_cell("scenario_carreaux", base.inputs.territory.crs);
    by_cell.text("id", [&](const census::CellIdx& cell) { return cells[cell].id; })
        .real("gain_max_marche",
              [&](const census::CellIdx& cell) { return gains[cell.value()].largest; });
    TableBuilder<PerimeterIdx> quarters("scenario_perimetres", base.inputs.territory.crs);
    quarters.text("code", [&](const PerimeterIdx& at) { return perimeters[at].id; });
    for (const int minutes : {1, 5, 10})
        quarters.real(fmt::format("gagnants_{}_marche", minutes), [&, minutes](const auto& at) {
            return Maybe<double>(
                people_gaining(base.residents.perimeters[at.value()], times, mode, minutes));
        });
    return {
        {"etape", "marche"},
        {"gagnants", gainers_json(comparison, times)},
        {"tables",
         {{"scenario_carreaux", table_data(by_cell.build(all(cells, census::CellIdx{})))},
          {"scenario_perimetres", table_data(quarters.build(all(perimeters, PerimeterIdx{})))}}}};
}

/// Of the cells, what each gains; not what it gains towards each place, of which there are a
/// hundred columns.
bool is_told(const Column& column) {
    const std::string_view name = column.name;
    return !name.starts_with("apres_") && !name.starts_with("avant_") &&
           (!name.starts_with("gain_") || name.starts_with("gain_max_") ||
            name.starts_with("gain_moyen_"));
}

void keep_told(Table& table) {
    for (std::size_t c = table.columns.size(); c-- > 0;) {
        if (is_told(table.columns[c])) continue;
        table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(c));
        for (auto& row : table.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(c));
    }
}

/// Layers `scenario_*`: that of where residents go, which comes last, or the others.
Json tables_json(const Comparison& comparison, bool last, bool every_column) {
    std::vector<Table> tables = scenario_tables(comparison);
    std::erase_if(
        tables, [last](const Table& one) { return (one.name == "scenario_equipements") != last; });
    if (!every_column) {
        tables = scenario_map_tables(tables);
        for (Table& table : tables)
            if (table.name == "scenario_carreaux") keep_told(table);
    }
    Json data = Json::object();
    for (const Table& table : tables) data[table.name] = table_data(table);
    return data;
}

}  // namespace

struct Workbench::Held {
    RunConfig config;
    CacheFolder kept;
    RecentMemo memo;
    Atlas base;

    Held(RunConfig declared, unsigned asked, const Progress& progress)
        : config(without_scenarios(std::move(declared))),
          kept(cache_folder(), program_digest()),
          memo(kept) {
        const Threads threads = threads_of(config, asked);
        const Fingerprint now = fingerprint(
            config, [&](double done) { report(progress, "empreintes des entrées", done); });
        ReadOutcome read = read_inputs(config, now, threads, progress);
        refuse_errors(config, read.notices);
        base = analyse(std::move(read.inputs), settings_of(config, read.days, threads), progress,
                       &kept);
        const bool streets = base.inputs.streets.has_value();
        if (!streets || base.inputs.population->cells.empty())
            throw InputError({config.file.string(), streets ? "aucun carreau peuplé" : "aucune rue",
                              "des rues et des habitants, que les changements touchent",
                              "déclarer [[rues]] et [[population]]"});
        config.file = "dessin";  // what messages call a drawing
    }
};

Workbench::Workbench(RunConfig config, unsigned threads, const Progress& progress)
    : held_(std::make_unique<Held>(std::move(config), threads, progress)) {}

Workbench::~Workbench() = default;

void Workbench::answer(const ScenarioSpec& spec, const Asked& asked, const Tell& tell,
                       const Progress& progress) {
    const Atlas& base = held_->base;
    LaidScenario laid = lay_scenario(spec, held_->config, base.inputs, base.settings);
    const Projector projector(base.inputs.territory.crs);
    const Comparison laid_only{laid.scenario, base, base, laid.streets};
    tell({{"etape", "pose"},
          {"voies", ways_json(layers::scenario_voies(laid_only), projector)},
          {"constats", notices_json(laid.notices, held_->config.language)}});
    const auto found = [&](const Atlas& after, ScenarioPart part) {
        const Comparison comparison{laid.scenario, base, after, laid.streets};
        const bool last = part == ScenarioPart::whole;
        if (part == ScenarioPart::walking)
            tell(walking_json(comparison));
        else
            tell({{"etape", last ? "tout" : "indice"},
                  {"gagnants", gainers_json(comparison, compared_times(comparison))},
                  {"tables", tables_json(comparison, last, asked.every_column)}});
    };
    analyse_scenario(std::move(laid.inputs), base, progress, &held_->memo, found);
}

Json Workbench::cells() const {
    const Atlas& base = held_->base;
    const Projector projector(base.inputs.territory.crs);
    Json features = Json::array();
    for (const census::Cell& cell : base.inputs.population->cells)
        features.push_back({{"type", "Feature"},
                            {"properties", {{"id", cell.id}, {"population", cell.people}}},
                            {"geometry", geometry_json(cell.shape, projector)}});
    return {{"type", "FeatureCollection"}, {"features", features}};
}

const RunConfig& Workbench::config() const {
    return held_->config;
}

const Atlas& Workbench::base() const {
    return held_->base;
}

}  // namespace lisiere::io
