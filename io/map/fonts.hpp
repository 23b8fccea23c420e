// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/core/notice.hpp"

namespace lisiere::io {

/// That family of fonts, or the one fontconfig gives in its place, with a notice `police_absente`;
/// "" on a machine without any font, with the same notice: pages then have no text.
std::string found_family(const std::string& family, Notices& notices);

}  // namespace lisiere::io
