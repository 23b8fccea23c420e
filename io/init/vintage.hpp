// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "io/init/item.hpp"

namespace lisiere::io::init {

/// The year of a layer's figures: that of most of its columns of figures (P21_POP: 2021), else of a
/// column that says the same year on every row, else of the file's name, which the item then says.
void find_vintage(Item& item, const Kind& kind);
/// The last number from 1990 to 2099 in the name; 0: none.
int year_of_name(const std::filesystem::path& file);

}  // namespace lisiere::io::init
