// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/style/measures.hpp"
#include "io/style/report_settings.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// What stands in titles of styles/ for whom an index, a rank or a percentile compares with.
inline constexpr std::string_view reference_place = "{reference}";

/// Puts the title of the reference distribution of the run in that place, so that every legend and
/// heading that shows an index says it: "comparé à : Val-de-Lisse".
void name_reference(Styles& styles, const std::string& title);
void name_reference(std::vector<MeasureRule>& measures, const std::string& title);
void name_reference(ReportSettings& settings, const std::string& title);

}  // namespace lisiere::io
