// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/style/print_settings.hpp"

namespace lisiere::tests {

/// styles/impression.toml of the tree.
inline const io::PrintSettings& tree_settings() {
    static const io::PrintSettings read =
        io::read_print_settings(LISIERE_ROOT "/styles", io::read_styles(LISIERE_ROOT "/styles"));
    return read;
}

}  // namespace lisiere::tests
