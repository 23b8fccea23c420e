// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/settings.hpp"

#include <algorithm>

#include "io/reference/enclosure_components.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

/// Ascending: each isochrone holds those of less time.
std::vector<Minutes> ascending(std::vector<double> minutes) {
    std::sort(minutes.begin(), minutes.end());
    minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
    return {minutes.begin(), minutes.end()};
}

}  // namespace

Settings settings_of(const RunConfig& config, const RunDays& days, Threads threads) {
    Settings settings;
    settings.access = config.access;
    settings.isochrone_minutes = ascending(config.isochrone_minutes);
    settings.transit_isochrone_minutes = ascending(config.transit_isochrone_minutes);
    settings.band_distances.clear();
    for (const double distance : config.band_distances)
        settings.band_distances.emplace_back(distance);
    settings.heavy_disc = Metres{config.heavy_disc_m};
    settings.priority = config.priority_geography;
    for (const GridSpec& grid : config.grids)
        if (!grid.calibration.empty()) settings.calage = grid.calibration;
    settings.centre = config.centre;
    settings.days = days.service;
    settings.travel_day = days.day;
    for (const EnclosureComponent& one : read_enclosure_components(reference_folder()))
        settings.index.weights[one.id] = one.weight;
    for (const auto& [component, weight] : config.weights)
        settings.index.weights[component] = weight;
    settings.lineage = config.lineage_settings;
    settings.index.seed = config.seed;
    settings.threads = threads;
    return settings;
}

}  // namespace lisiere::io
