// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lisiere::io {

/// "12,3 %" with a narrow no-break space in French, "12.3%" in English.
std::string percent_text(double percent, int decimals, const std::string& language);

/// The value of an indicator as the report, the printed page, the web map
/// (styles/viewer/src/numbers.js) and QGIS write it: one decimal, none of euros and from 1,000 on;
/// the sign of its unit, "%" or "€", behind.
std::string indicator_text(double value, const std::string& unit, const std::string& language);

/// A gap between two of them, its sign written: percentages differ by points.
std::string indicator_gap_text(double gap, const std::string& unit, const std::string& language);

/// A figure of `perimetres` that is seen first: whole; a share, 0 to 1, in percent.
std::string head_text(double value, bool share, const std::string& language);

/// Decimals that `indicator_text` writes.
int indicator_decimals(double value, const std::string& unit);
/// Is the unit an amount of euros?
bool is_euros(const std::string& unit);

}  // namespace lisiere::io
