// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// The SIRET that a text writes, blanks and points apart: 14 digits; empty for anything else. Its
/// check digit is not looked at: it is a name here.
std::string siret_of(std::string_view text);

}  // namespace lisiere::io
