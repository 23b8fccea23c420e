// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "io/base/error.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/reference/categories.hpp"
#include "io/reference/person_names.hpp"
#include "io/style/style.hpp"

/// What `read_inputs` is made of. Private to io/inputs.
namespace lisiere::io {

/// What to do with an InputError of one layer: throw it at once (run), or keep it and go on
/// (check).
using OnError = std::function<void(const InputError&)>;

/// One reading of what a configuration declares, as far as it has come.
struct Reading {
    Reading(const RunConfig& its_config, Threads its_threads, const Progress& its_progress,
            OnError its_on_error);

    Inputs& in() { return outcome.inputs; }
    Notices& notices() { return outcome.notices; }
    ReadContext context();
    /// False when `work` ended in an InputError that `on_error` has kept.
    bool attempt(const std::function<void()>& work);
    void use_system(geo::Crs its_crs);
    /// The IRIS, which come before any table of whole communes; null without them.
    const census::AreaTable* iris_layer() const;

    const RunConfig& config;
    Threads threads;
    const Progress& progress;
    OnError on_error;
    Categories categories;
    PersonNames persons;
    Styles styles;
    ReadOutcome outcome;
    geo::Crs crs;
    std::optional<geo::Box> window;  ///< up to where layers are loaded; none: whole
    std::unique_ptr<Projector> projector;
};

/// Everything that `config` declares, in order; `Inputs::sources` is the caller's.
ReadOutcome read_all(const RunConfig& config, Threads threads, const Progress& progress,
                     OnError on_error);

/// The tables of geodata/reference.
void read_references(Reading& reading);
/// Perimeters, communes, IRIS, filiation, and from them the study area. InputError when nothing
/// says where the territory is.
void read_territory_layers(Reading& reading);
/// Counts and rates by area, official and local values; what cannot be of them is told.
void read_census_layers(Reading& reading);
/// What the cells are to be fitted to must be there: else ConfigError.
void require_calibration(const Reading& reading);
/// The days that the timetable is measured on; a timetable of elsewhere is none.
void choose_days(Reading& reading);

}  // namespace lisiere::io
