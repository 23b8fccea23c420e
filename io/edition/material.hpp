// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/table/table.hpp"
#include "io/config/run_config.hpp"
#include "io/edition/web_base.hpp"
#include "io/gdal/write_geopackage.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/layer_texts.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/style.hpp"
#include "io/viewer/viewer_texts.hpp"

namespace lisiere::io {

/// What every product of an edition, or of a scenario, is made from: the tables, and how they are
/// drawn and told of in its language. `config` and `inputs` must outlive it.
struct Material {
    const RunConfig& config;
    const Inputs& inputs;
    Threads threads;
    std::vector<Table> tables;
    ColumnTexts texts;
    LayerTexts layer_texts;
    Styles styles;
    PrintSettings print;
    WebBase base_map;                 ///< of an edition, from its tiles; a scenario has none
    std::vector<LayerStyle> fitted;   ///< for these tables, in drawing order
    std::vector<AbsentPlate> absent;  ///< maps that no product has, and why
    geo::Crs crs;
    std::string attribution;
    std::map<std::string, std::string> communes;  ///< code → name
};

/// Reads styles and texts, and fits the styles to the tables. Notices: those of `fitted`.
/// InputError for a style or a reference table that cannot be read.
Material material_of(std::vector<Table> tables, const Inputs& inputs, Threads threads,
                     const RunConfig& config, Notices& notices);

/// Null for a table that is not drawn.
const LayerStyle* style_of(const Material& material, const Table& table);

/// What a layer is called and how it is drawn, as a GeoPackage and a project hold it.
LayerText layer_text(const Material& material, const Table& table);

/// Whom indices, ranks and percentiles compare with, in a few words.
const std::string& reference_of(const Material& material);

/// Of what the run is about: sectors of a plan reach far beyond it.
geo::Box box_of_areas(const Material& material);

/// What the web map says, in every language.
ViewerTexts viewer_texts(const Material& material);

}  // namespace lisiere::io
