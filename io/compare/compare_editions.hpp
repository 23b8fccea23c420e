// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/compare/comparison.hpp"

namespace lisiere::io {

/// What changed from one published edition to another (folders), by the rules of geodata/reference.
/// Writes nothing. InputError: see read_edition; two territories without a perimeter in common.
compare::Comparison compare_editions(const std::filesystem::path& base,
                                     const std::filesystem::path& next);

/// The `most` sentences that a short summary says first: see sentences.hpp. Nothing when no
/// published figure moved.
std::vector<std::string> headlines(const compare::Comparison& comparison, std::size_t most,
                                   const std::string& language);

}  // namespace lisiere::io
