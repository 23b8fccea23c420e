// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// A text from outside as a line of a log or a JSON document can hold it: control characters, and
/// bytes that are not UTF-8, as "%0A". Private to io/fetch.
std::string printable(std::string_view text);

}  // namespace lisiere::io
