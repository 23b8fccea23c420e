// SPDX-License-Identifier: Apache-2.0
#include "io/base/covered.hpp"

#include <algorithm>

#include "io/base/numbers.hpp"

namespace lisiere::io {

bool is_cut(std::optional<double> share) {
    return share && *share < 1;
}

std::string covered_words(std::optional<double> share, const std::string& language) {
    if (!is_cut(share)) return {};
    const bool english = language == "en";
    const double percent = std::clamp(100 * *share, 0.1, 99.9);
    const bool plain = percent >= 1 && percent < 99;
    return (english ? "covered part, " : "partie couverte, ") +
           percent_text(percent, plain ? 0 : 1, language);
}

std::string covered_suffix(std::optional<double> share, const std::string& language) {
    const std::string words = covered_words(share, language);
    return words.empty() ? words : " (" + words + ")";
}

}  // namespace lisiere::io
