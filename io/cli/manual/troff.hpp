// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lisiere::cli {

/// Text as troff sets it: a hyphen that is typed stays one, no line but the first is taken for a
/// request.
std::string troff(const std::string& text);
/// The same where a line begins.
std::string troff_line(const std::string& text);

}  // namespace lisiere::cli
