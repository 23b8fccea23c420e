// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/init/arrange.hpp"

namespace lisiere::io::init {

/// The configuration, commented in French: what to do next, what each file was taken for and why,
/// what was left and what is missing. Accepted by read_config when plan.runs().
std::string to_toml(const Plan& plan, const std::vector<CatalogueEntry>& catalogue,
                    const std::string& file_name);

}  // namespace lisiere::io::init
