// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include "io/base/dates.hpp"

namespace lisiere::io {

/// "2026-11-30T03:15:00Z".
std::string moment_text(std::chrono::sys_seconds moment);
/// "2026-11-30T031500Z": names an edition; sorts as time does.
std::string edition_name(std::chrono::sys_seconds moment);
/// "30 novembre 2026" in French, "30 November 2026" in English.
std::string date_in_words(std::chrono::year_month_day day, const std::string& language);

}  // namespace lisiere::io
