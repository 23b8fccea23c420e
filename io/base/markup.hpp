// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// A text as HTML and XML take it, between tags or in a quoted attribute.
std::string markup_text(std::string_view text);

}  // namespace lisiere::io
