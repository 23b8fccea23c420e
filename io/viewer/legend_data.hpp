// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "engine/table/table.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// Legend groups in order: [{"id", "fr", "en"}].
nlohmann::ordered_json group_data(const Styles& styles);

/// What the layer list and its legends show, from the styles that the map is drawn with: title in
/// both languages, group, class column, tip, and each class with its label, value and symbol
/// (colours, sizes in CSS pixels at 96 dots per inch), and whether the legend shows the classes at
/// all. Nested areas in the colours that the map shows of them on a ground of that colour, and of
/// each alone (`couleur_seule`), with the values that there are (`valeurs`) and the classes that
/// none has (`presente`). In drawing order.
nlohmann::ordered_json legend_data(std::span<const LayerStyle> drawn, std::span<const Table> tables,
                                   const Colour& ground = "#ffffff");

}  // namespace lisiere::io
