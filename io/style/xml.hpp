// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// A text as the content of an element or an attribute between double quotes, of XML or HTML.
/// Guarantee: whatever the bytes, the document stays well-formed and gets no element, attribute or
/// entity from them; control characters are left out, what is not UTF-8 becomes U+FFFD.
std::string escaped_xml(std::string_view text);

/// QGIS computes what stands between `[%` and `%]` in titles, labels and legends: a text in which
/// these are set apart.
std::string without_expressions(std::string_view text);

/// Both.
std::string escaped_qgis(std::string_view text);

}  // namespace lisiere::io
