// SPDX-License-Identifier: Apache-2.0
#include "io/config/toml_text.hpp"

#include <fmt/format.h>

#include "io/base/error.hpp"

namespace lisiere::io {

toml::table parse_toml(std::string_view text, const std::string& file) {
    try {
        return toml::parse(text, file);
    } catch (const toml::parse_error& error) {
        throw ConfigError({fmt::format("{}, ligne {}", file, error.source().begin.line),
                           std::string(error.description()), "du TOML valide",
                           "vérifier guillemets, crochets et virgules à cette ligne"});
    }
}

}  // namespace lisiere::io
