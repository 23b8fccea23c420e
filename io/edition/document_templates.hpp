// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/config/run_config.hpp"
#include "io/document/template.hpp"

namespace lisiere::io {

/// The templates of `[sorties] documents`: "odt" and "docx" are those that are shipped, another
/// word is a file beside the configuration. ConfigError as `read_template` and `filled` say, for a
/// name that no portrait has too: before anything is computed.
std::vector<DocumentTemplate> document_templates(const RunConfig& config);

/// Where a template that the configuration names lies.
std::filesystem::path template_file(const RunConfig& config, const std::string& written);

}  // namespace lisiere::io
