// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/settings.hpp"

namespace lisiere::io {

Settings settings_of(const RunConfig& config, const RunDays& days, Threads threads) {
    Settings settings;
    settings.access = config.access;
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
    for (const auto& [component, weight] : config.weights)
        settings.index.weights[component] = weight;
    settings.lineage = config.lineage_settings;
    settings.index.seed = config.seed;
    settings.threads = threads;
    return settings;
}

}  // namespace lisiere::io
