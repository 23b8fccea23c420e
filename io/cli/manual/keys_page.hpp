// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lisiere::cli {

/// The reference of the keys of a configuration, in Markdown. `language`: "fr", "en". The same
/// program and data give the same bytes.
std::string keys_page(const std::string& language);
/// The same as sections of lisiere.toml(5), in French, in troff.
std::string keys_sections();

}  // namespace lisiere::cli
