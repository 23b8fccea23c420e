// SPDX-License-Identifier: Apache-2.0
#include <toml++/toml.h>
#include <sstream>

#include "io/config/root_keys.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

std::string to_toml(const RunConfig& config) {
    std::ostringstream out;
    out << written(root_keys(), RefreshedTerritory{config, {}}) << '\n';
    return out.str();
}

}  // namespace lisiere::io
