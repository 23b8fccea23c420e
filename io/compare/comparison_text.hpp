// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/compare/sentences.hpp"

namespace lisiere::io {

/// A comparison to read on a terminal: what the editions were made from, what became of each
/// perimeter, its leading changes with their causes, what moved by rank only, what is not compared.
/// `names`: what the two editions are called.
std::string to_text(const compare::Comparison& comparison, const ComparisonRules& rules,
                    const std::string& language, const std::pair<std::string, std::string>& names);

}  // namespace lisiere::io
