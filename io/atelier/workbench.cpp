// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/workbench.hpp"

#include <fmt/format.h>

#include <utility>

#include "engine/atlas/gains.hpp"
#include "engine/atlas/scenario.hpp"
#include "engine/atlas/scenario_layers.hpp"
#include "io/atelier/recent_memo.hpp"
#include "io/pipeline/cache_folder.hpp"
#include "io/pipeline/edition_steps.hpp"
#include "io/pipeline/fingerprint.hpp"
#include "io/pipeline/lay_scenario.hpp"
#include "io/pipeline/read_inputs.hpp"
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

/// People of the whole territory who gain so many minutes, by mode.
Json gainers_json(const Comparison& comparison) {
    const std::vector<ComparedTimes> times = compared_times(comparison);
    const access::CellGroup everybody =
        access::whole_population(*comparison.before.inputs.population, "");
    Json by_mode = Json::object();
    for (const access::TravelMode mode : comparison.before.modes) {
        if (!comparison.after.has(mode)) continue;
        Json people = Json::object();
        for (const int minutes : {1, 5, 10})
            people[std::to_string(minutes)] = people_gaining(everybody, times, mode, minutes);
        by_mode[std::string(access::to_text(mode))] = people;
    }
    return by_mode;
}

}  // namespace

struct Workbench::Held {
    RunConfig config;
    Settings settings;
    Inputs inputs;  ///< as they were read: the atlas's own are fitted to one another
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
        if (!read.inputs.population || !read.inputs.streets)
            throw InputError({config.file.string(),
                              read.inputs.streets ? "aucun carreau peuplé" : "aucune rue",
                              "des rues et des habitants, que les changements touchent",
                              "déclarer [[rues]] et [[population]] (ou un recensement par IRIS)"});
        settings = settings_of(config, read.days, threads);
        inputs = read.inputs;
        base = analyse(std::move(read.inputs), settings, progress, &kept);
        config.file = "dessin";  // what messages call a drawing
    }
};

Workbench::Workbench(RunConfig config, unsigned threads, const Progress& progress)
    : held_(std::make_unique<Held>(std::move(config), threads, progress)) {}

Workbench::~Workbench() = default;

void Workbench::answer(const ScenarioSpec& spec, const Asked& asked, const Tell& tell,
                       const Progress& progress) {
    Held& held = *held_;
    LaidScenario laid = lay_scenario(spec, held.config, held.inputs, held.settings);
    const Projector projector(held.base.inputs.territory.crs);
    const Comparison laid_only{laid.scenario, held.base, held.base, laid.streets};
    tell({{"etape", "pose"},
          {"voies", ways_json(layers::scenario_voies(laid_only), projector)},
          {"constats", notices_json(laid.notices)}});

    const Atlas after =
        analyse(std::move(laid.inputs), held.settings, progress, &held.memo, &held.base);
    const Comparison comparison{laid.scenario, held.base, after, laid.streets};
    std::vector<Table> tables = scenario_tables(comparison);
    if (!asked.every_column) tables = scenario_map_tables(tables);
    Json data = Json::object();
    for (const Table& table : tables) data[table.name] = table_data(table);
    tell({{"etape", "tout"}, {"gagnants", gainers_json(comparison)}, {"tables", std::move(data)}});
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
