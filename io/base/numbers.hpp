// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lisiere::io {

/// A number as readers of the language write it: "12 345,6" with narrow no-break spaces in French,
/// "12,345.6" in English. A number that rounds to zero has no sign.
std::string number_text(double value, int decimals, const std::string& language);
/// The same with "+" before what is above zero and a true minus sign before what is below.
std::string signed_text(double value, int decimals, const std::string& language);

}  // namespace lisiere::io
