// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/style/style.hpp"

namespace lisiere::io {

/// What a configuration says of one context layer, over the drawing that it names.
struct ContextDrawing {
    std::string layer;  ///< "contexte_secteurs"
    StyleText title;
    std::string group;
    bool visible = true;
    bool reference = false;
    std::string drawing;         ///< its name in styles/contexte
    std::filesystem::path file;  ///< or its own file; empty: by name
    std::string where;           ///< of the configuration, for messages
};

/// Adds the drawings to those of styles/: they have the keys of a layer (styles/README.md) but
/// those that name it, and their tip is left empty: it tells what the layer carries. A file of
/// one's own may name colours of its own in `[couleurs]`. ConfigError: no drawing of that name
/// (with the nearest), unknown group, a class or label column that is no ASCII snake case or is
/// taken, and all that a layer's own file is refused for.
void add_context_styles(Styles& styles, const std::vector<ContextDrawing>& drawings,
                        const std::filesystem::path& folder);

/// Columns that every layer has a use for, and which a carried one may not be called: `fid`,
/// `geom`, `code`, `statut`, `source`.
bool is_taken_column(std::string_view name);

/// The style for the columns that the layer carries: its tip tells them all but `statut` and
/// `source`; features without names have no label.
LayerStyle carried_style(const LayerStyle& style, std::span<const std::string> columns);

/// Reads every drawing of styles/contexte for its faults alone.
void check_drawings(const std::filesystem::path& folder);

}  // namespace lisiere::io
