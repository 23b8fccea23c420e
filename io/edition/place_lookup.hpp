// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/territory/locate.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// The census areas that places are looked up in, with their codes; whole communes are none.
std::vector<CodedArea> coded_areas(std::span<const census::AreaTable> tables);

/// The nearest perimeter is of `geographie_prioritaire`, the bands are `bandes_m`: the same for
/// `lisiere locate` and for the addresses of the web map.
lisiere::LocateOptions locate_options(const RunConfig& config);

}  // namespace lisiere::io
