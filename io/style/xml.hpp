// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// A text as the content or an attribute of XML.
std::string escaped_xml(std::string_view text);

}  // namespace lisiere::io
