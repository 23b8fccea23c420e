// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/atlas/atlas.hpp"
#include "engine/core/progress.hpp"
#include "io/atelier/json.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// What scenarios are drawn on: a territory read and analysed once, kept in memory. Used from one
/// thread at a time.
class Workbench {
  public:
    /// Reads and analyses, with what runs have kept. Errors: those of `run`.
    Workbench(RunConfig config, unsigned threads, const Progress& progress);
    ~Workbench();
    Workbench(const Workbench&) = delete;
    Workbench& operator=(const Workbench&) = delete;

    /// What of an answer is told, a JSON object at a time.
    using Tell = std::function<void(const Json&)>;
    struct Asked {
        bool every_column = false;  ///< DEFAULT: the tables as the web map shows them
    };
    /// What the scenario changes, by the functions of `lisiere scenario`:
    ///   {"etape": "pose", "voies", "constats"}      what became of the drawing among the streets
    ///   {"etape": "marche", "gagnants", "tables"}   who gains on foot, and where
    ///   {"etape": "indice", "gagnants", "tables"}   every layer `scenario_*` but the facilities
    ///   {"etape": "tout", "gagnants", "tables"}     that layer
    /// Errors: those of `lay_scenario`; what `progress` throws.
    void answer(const ScenarioSpec& scenario, const Asked& asked, const Tell& tell,
                const Progress& progress);

    /// The cells, as GeoJSON, by the ids of `scenario_carreaux`.
    Json cells() const;
    const RunConfig& config() const;
    const Atlas& base() const;

  private:
    struct Held;
    std::unique_ptr<Held> held_;
};

}  // namespace lisiere::io
