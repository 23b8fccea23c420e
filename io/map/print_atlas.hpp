// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/table/table.hpp"
#include "io/config/print_config.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// Everything the atlas is made from; all of it outlives the call.
struct PrintJob {
    std::span<const Table> tables;       ///< of the edition
    std::span<const LayerStyle> styles;  ///< fitted to the tables
    const Styles& cartography;           ///< base map and background
    const PrintSettings& settings;
    const PrintConfig& config;
    const Inputs& inputs;  ///< base map, communes, indicators
    std::string language = "fr";
    std::string attribution = {};
    std::string scenario_title = {};  ///< of a scenario's tables
    std::string scenario_text = {};
    bool with_watched = false;  ///< does the run's priority geography count veille active?
    /// Radians clockwise from the page's top to true north at that place; none: 0. Asked by
    /// several threads.
    std::function<double(const geo::Point&)> north = {};
    Threads threads = {};
};

/// Writes the page of a scenario, scenario.pdf, .png and .svg, into `folder`, which exists:
/// `tables` are its `scenario_*`. Guarantee and cost as below.
void write_scenario_page(const PrintJob& job, const std::filesystem::path& folder,
                         Notices& notices);

/// Writes atlas.pdf (all the plates) and, for each perimeter with an outline, <code>.pdf, .png and
/// .svg (codes as `FileNames` writes them) into `folder`, which exists. Perimeters without outline
/// have no page (notice `page_sans_contour`). Each page is drawn once, on as many cores as the job
/// has threads, and copied into the files that have it; pages wait in a folder of `folder`, which
/// is gone at the end. Guarantee: the same bytes for the same job, whatever its threads. Cost:
/// linear in pages, about 0.2 s of processor each; memory that of the pages being drawn.
void write_print_atlas(const PrintJob& job, const std::filesystem::path& folder, Notices& notices,
                       const std::function<void(double share_done)>& progress = {});

}  // namespace lisiere::io
