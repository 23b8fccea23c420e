// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "engine/table/table.hpp"

namespace lisiere::io {

/// geodata/schemas/constats.csv: what each notice code says, in English. InputError when a code
/// comes twice or says nothing.
std::map<std::string, std::string> read_english_notices(const std::filesystem::path& file);

/// The messages of the table `constats` in English, by code. A French message with figures in it is
/// kept behind, in brackets: they are nowhere else. A code without English keeps its message.
void say_in_english(Table& notices, const std::map<std::string, std::string>& english);

}  // namespace lisiere::io
