// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/compare/change_map.hpp"
#include "io/compare/sentences.hpp"

namespace lisiere::io {

/// What a page of a comparison is made from beside it.
struct PageSettings {
    std::string css;
    std::pair<std::string, std::string> names;  ///< what the two editions are called
    MapBackground background;
};

/// comparaison.html: one file that asks for nothing outside itself. What the editions were made
/// from, a map of all perimeters, then each that changed: its map, its sentences with their causes,
/// the table of its figures (base, new, difference, what it is worth, why), and apart what moved by
/// rank alone. What comes from inputs is never HTML. Deterministic.
std::string comparison_page(const compare::Comparison& comparison, const ComparisonRules& rules,
                            const Sentences& say, const PageSettings& settings);

}  // namespace lisiere::io
