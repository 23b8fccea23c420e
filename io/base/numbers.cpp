// SPDX-License-Identifier: Apache-2.0
#include "io/base/numbers.hpp"

#include <fmt/format.h>
#include <unicode/dcfmtsym.h>
#include <unicode/locid.h>

#include <cmath>
#include <map>

namespace lisiere::io {
namespace {

/// What stands between thousands and before decimals.
struct Signs {
    std::string group;
    std::string decimal;
};

/// By the rules of the language (CLDR); made once a thread, since ICU takes its time.
const Signs& signs_of(const std::string& language) {
    thread_local std::map<std::string, Signs> known;
    const auto [at, fresh] = known.try_emplace(language);
    if (!fresh) return at->second;
    UErrorCode status = U_ZERO_ERROR;
    const icu::DecimalFormatSymbols symbols(icu::Locale(language.c_str()), status);
    using enum icu::DecimalFormatSymbols::ENumberFormatSymbol;
    symbols.getSymbol(kGroupingSeparatorSymbol).toUTF8String(at->second.group);
    symbols.getSymbol(kDecimalSeparatorSymbol).toUTF8String(at->second.decimal);
    return at->second;
}

std::string magnitude_text(double value, int decimals, const std::string& language) {
    const Signs& signs = signs_of(language);
    const std::string plain = fmt::format("{:.{}f}", std::abs(value), decimals);
    const std::size_t dot = std::min(plain.find('.'), plain.size());
    std::string out;
    for (std::size_t i = 0; i < dot; ++i) {
        out += plain[i];
        const std::size_t left = dot - 1 - i;
        if (left > 0 && left % 3 == 0) out += signs.group;
    }
    if (dot < plain.size()) out += signs.decimal + plain.substr(dot + 1);
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

}  // namespace lisiere::io
