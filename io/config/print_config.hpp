// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lisiere::io {

/// `[atlas]`: the printed atlas of a run.
struct PrintConfig {
    bool enabled = true;       ///< `produire`. DEFAULT: every run has its atlas
    std::string paper = "A4";  ///< `papier`: "A4" or "A3"
    bool portrait = false;     ///< `orientation`: "paysage" or "portrait"
    std::string date;          ///< printed as it is written; empty: the sources' vintages only
    /// Of each quarter's pages; atlas.pdf is always made. DEFAULT: the three.
    std::vector<std::string> formats{"pdf", "png", "svg"};
};

}  // namespace lisiere::io
