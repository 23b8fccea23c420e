// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace lisiere::io {

/// How many rows of each declared layer were seen and how many stayed (filter, window, places),
/// for whoever sums up what was read.
struct ReadLog {
    struct Rows {
        std::size_t read = 0;  ///< that pass the filter; with a window, those that may meet it
        std::size_t kept = 0;
    };
    std::map<std::string, Rows> layers;  ///< by LayerSpec::key
};

}  // namespace lisiere::io
