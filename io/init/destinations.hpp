// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/atlas/inputs.hpp"
#include "io/init/arrange.hpp"

namespace lisiere::io::init {

/// The places that journeys are measured to: see `settle`. What is not among the facilities is not
/// invented.
void find_destinations(Plan& plan, const Inputs& inputs);

}  // namespace lisiere::io::init
