// SPDX-License-Identifier: Apache-2.0
#include "io/style/figure_text.hpp"

#include <cmath>

#include "io/base/numbers.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {

std::string percent_text(double percent, int decimals, const std::string& language) {
    return say("commun.pour_cent", language, {{"n", number_text(percent, decimals, language)}});
}

bool is_euros(const std::string& unit) {
    return unit.find("€") != std::string::npos || unit.find("euro") != std::string::npos;
}

int indicator_decimals(double value, const std::string& unit) {
    return is_euros(unit) || std::abs(value) >= 1000 ? 0 : 1;
}

std::string indicator_text(double value, const std::string& unit, const std::string& language) {
    const int decimals = indicator_decimals(value, unit);
    if (unit == "%") return percent_text(value, decimals, language);
    return number_text(value, decimals, language) + (is_euros(unit) ? "\u202f€" : "");
}

std::string indicator_gap_text(double gap, const std::string& unit, const std::string& language) {
    return signed_text(gap, indicator_decimals(gap, unit), language) +
           (unit == "%" ? "\u202fpt" : "");
}

std::string head_text(double value, bool share, const std::string& language) {
    return share ? percent_text(100 * value, 0, language) : number_text(value, 0, language);
}

}  // namespace lisiere::io
