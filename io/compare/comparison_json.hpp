// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/compare/sentences.hpp"

namespace lisiere::io {

/// A comparison for machines: both editions, causes, perimeters, every change with exact values,
/// verdict and causes, places, lines, what is not compared, and the first `most` headlines as
/// sentences. Keys are French, as in a manifest. UTF-8, ends with a line feed.
std::string to_json(const compare::Comparison& comparison, const ComparisonRules& rules,
                    const Sentences& say, std::size_t most_headlines);

}  // namespace lisiere::io
