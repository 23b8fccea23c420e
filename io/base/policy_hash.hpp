// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// "sha256-…", as a content security policy names an inline script or sheet: the SHA-256 of its
/// bytes in base 64. Source: Content Security Policy Level 3, section 2.3.1.
std::string policy_hash(std::string_view bytes);

}  // namespace lisiere::io
