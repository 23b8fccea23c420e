// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "io/style/style.hpp"

namespace lisiere::io {

/// Stable words of the tables (indicators, services, periods) in both languages.
using Words = std::map<std::string, StyleText>;

/// From `id`, `libelle_fr` and `libelle_en` of the reference tables; InputError when one of these
/// columns is missing.
Words read_words(const std::filesystem::path& reference);
nlohmann::ordered_json word_data(const Words& words);

}  // namespace lisiere::io
