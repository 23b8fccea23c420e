// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "io/cli/commands.hpp"

namespace lisiere::cli {

CLI::Validator not_empty() {
    return {[](std::string& text) {
                return text.empty() ? std::string(
                                          "un nom vide ; donner un nom, ou ne pas écrire "
                                          "cette option")
                                    : std::string();
            },
            ""};
}

}  // namespace lisiere::cli
