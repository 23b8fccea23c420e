// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "io/style/style.hpp"

namespace lisiere::io {

/// What a map may be coloured by instead of its ordinary drawing: one rule of styles/mesures.toml.
struct MeasureRule {
    std::string layer;      ///< whose areas are coloured
    std::string column;     ///< columns of that layer, one `*` at most; empty for indicators
    std::string indicator;  ///< indicators of the table `indicateurs`, one `*` at most
    StyleText group;
    double minimum = 0;           ///< lesser values are not drawn
    std::vector<double> bounds;   ///< written; empty: `class_bounds` of the values there are
    std::vector<Colour> colours;  ///< of the classes, from the least values to the greatest
    /// Colours of `classes` classes, as many as there are bounds plus one.
    std::vector<Colour> colours_of(std::size_t classes) const;
};

/// styles/mesures.toml, in the order of the file: the first rule that fits decides. ConfigError as
/// for the styles of layers.
std::vector<MeasureRule> read_measures(const std::filesystem::path& folder);

/// Is `name` what `pattern` says, with at most one `*` in it?
bool fits(std::string_view pattern, std::string_view name);

/// Bounds of at most `classes` classes of about as many values each, an interval open below and
/// closed above: between two neighbouring values, the number with the fewest digits. Values that
/// repeat never part, so there may be fewer classes; none from less than two different values.
/// Deterministic, whatever the order of the values. O(n log n).
std::vector<double> class_bounds(std::vector<double> values, std::size_t classes);

}  // namespace lisiere::io
