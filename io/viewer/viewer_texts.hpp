// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/style/column_texts.hpp"
#include "io/style/measures.hpp"
#include "io/style/portrait_settings.hpp"
#include "io/viewer/words.hpp"

namespace lisiere::io {

/// What the web map says and colours by, in both languages.
struct ViewerTexts {
    ColumnTexts french;
    ColumnTexts english;
    std::vector<MeasureRule> measures;  ///< styles/mesures.toml
    Words words;                        ///< of geodata/reference
    PortraitSettings portrait = {};     ///< styles/portrait.toml
};

}  // namespace lisiere::io
