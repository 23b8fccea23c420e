// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/compare/edition.hpp"
#include "io/compare/rules.hpp"

namespace lisiere::io {

/// A file that a configuration declares, and for what.
struct DeclaredFile {
    std::string kind;  ///< "horaires": see ComparisonRules::kind_of
    std::string path;  ///< as written
    std::string vintage;
};

/// What the configuration of a manifest says that a comparison looks at.
struct ConfigurationFacts {
    std::string language = "fr";
    std::vector<DeclaredFile> files;
    std::vector<compare::Setting> settings;  ///< without what no figure hangs on, nor paths
};

/// `text`: the TOML that a manifest holds. InputError naming `where` when it is none.
ConfigurationFacts read_configuration_facts(const std::string& text, const std::string& where,
                                            const ComparisonRules& rules);

}  // namespace lisiere::io
