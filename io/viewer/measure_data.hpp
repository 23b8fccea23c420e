// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "engine/table/table.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/measures.hpp"
#include "io/viewer/words.hpp"

namespace lisiere::io {

/// What the map can be coloured by. `list`: [{"id", "couche", "colonne", "titre", "groupe",
/// "unite", "minimum", "bornes", "couleurs", "zoom_min"}], one colour more than bounds; `colonne`
/// is a column of the tiles. An indicator has "valeurs" instead, the name of one of `files`: {code:
/// value}; so has a column of a choropleth, whose areas are told by the tiles' column "cle". Areas
/// of the census have "source", "millesime" and, where some have no value, "motifs", the name of a
/// file: {area: reason}.
struct MeasureData {
    nlohmann::ordered_json list;
    std::map<std::string, nlohmann::ordered_json> files;
};

/// Columns and indicators that have at least one value, by the first rule that fits, in the order
/// of the rules; in the classes of the layer's style where it draws that column. `drawn`: at low
/// zooms tiles hold only the columns of their style.
MeasureData measure_data(std::span<const Table> tables, std::span<const LayerStyle> drawn,
                         std::span<const MeasureRule> rules, const ColumnTexts& french,
                         const ColumnTexts& english, const Words& words);

}  // namespace lisiere::io
