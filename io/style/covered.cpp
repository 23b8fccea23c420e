// SPDX-License-Identifier: Apache-2.0
#include "io/style/covered.hpp"

#include <algorithm>

#include "io/style/figure_text.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {

bool is_cut(std::optional<double> share) {
    return share && *share < 1;
}

std::string covered_words(std::optional<double> share, const std::string& language) {
    if (!is_cut(share)) return {};
    const double percent = std::clamp(100 * *share, 0.1, 99.9);
    const bool plain = percent >= 1 && percent < 99;
    return say("commun.partie_couverte", language,
               {{"part", percent_text(percent, plain ? 0 : 1, language)}});
}

std::string covered_suffix(std::optional<double> share, const std::string& language) {
    const std::string words = covered_words(share, language);
    return words.empty() ? words : " (" + words + ")";
}

}  // namespace lisiere::io
