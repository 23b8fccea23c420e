// SPDX-License-Identifier: Apache-2.0
#include "io/base/numbers.hpp"

#include <fmt/format.h>

#include <cmath>

namespace lisiere::io {
namespace {

std::string magnitude_text(double value, int decimals, const std::string& language) {
    const bool english = language == "en";
    const std::string plain = fmt::format("{:.{}f}", std::abs(value), decimals);
    const std::size_t dot = std::min(plain.find('.'), plain.size());
    std::string out;
    for (std::size_t i = 0; i < dot; ++i) {
        out += plain[i];
        const std::size_t left = dot - 1 - i;
        if (left > 0 && left % 3 == 0) out += english ? "," : "\u202f";
    }
    if (dot < plain.size()) out += (english ? "." : ",") + plain.substr(dot + 1);
    return out;
}

bool rounds_to_zero(double value, int decimals) {
    return std::abs(value) * std::pow(10.0, decimals) < 0.5;
}

}  // namespace

std::string number_text(double value, int decimals, const std::string& language) {
    const bool minus = value < 0 && !rounds_to_zero(value, decimals);
    return (minus ? "−" : "") + magnitude_text(value, decimals, language);
}

std::string signed_text(double value, int decimals, const std::string& language) {
    const bool plus = value > 0 && !rounds_to_zero(value, decimals);
    return (plus ? "+" : "") + number_text(value, decimals, language);
}

std::string percent_text(double percent, int decimals, const std::string& language) {
    return number_text(percent, decimals, language) + (language == "en" ? "%" : "\u202f%");
}

}  // namespace lisiere::io
