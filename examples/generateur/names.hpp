// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "examples/generateur/random.hpp"

namespace lisiere::demo {

/// An invented street name, fit for the class of the street.
std::string street_name(const std::string& kind, int serial, Random& random);

}  // namespace lisiere::demo
