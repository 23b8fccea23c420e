// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/enclavement/distribution.hpp"

namespace lisiere::io {

/// What an edition writes beside its manifest, and `[calcul] distribution` names.
inline constexpr std::string_view distribution_name = "enclavement.distribution";

/// A distribution as text, version 1, UTF-8, fields apart by `;`:
///
///     lisiere-distribution;1
///     titre;Rive-Neuve
///     zone;Rive-Neuve
///     residents;113754
///     mesure;arret_min;min;plus;ignore;;113754
///     0.5;0;12.25
///     2.118;12.25;31
///     +;113700;54
///
/// A line `mesure` names id, unit, sense, what `sans_objet` is worth, what its values depend on,
/// and how many people of the area have it; then come its quantiles, the least enclosed first:
/// value, people below it, people at it. `-` is below every value, `+` above (out of reach).
/// Numbers are exact to a millionth: read(write(d)) == d, and the same distribution gives the same
/// bytes.
std::string to_text(const enclavement::Distribution& distribution);

/// InputError with file and line: not such a file, another version, a number that is none, values
/// that do not rise, people that do not add up, a measure that comes twice.
enclavement::Distribution parse_distribution(std::string_view text, const std::string& file);
enclavement::Distribution read_distribution(const std::filesystem::path& file);

}  // namespace lisiere::io
