// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace lisiere::io {

/// "2026-11-30".
std::string date_text(std::chrono::year_month_day day);
/// Of "2026-11-30"; nullopt when it is no day.
std::optional<std::chrono::year_month_day> parse_date(const std::string& text);

}  // namespace lisiere::io
