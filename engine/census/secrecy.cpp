// SPDX-License-Identifier: Apache-2.0
#include "engine/census/secrecy.hpp"

namespace lisiere::census {
namespace {

/// A difference this small is a perimeter equal to its commune: it tells nothing new.
constexpr double nobody = 1e-6;

}  // namespace

bool is_secret(const Maybe<double>& count, double minimum) {
    return !count || *count < minimum;
}

std::vector<bool> telling_references(const Behind& behind,
                                     std::span<const std::vector<std::size_t>> reference_of) {
    std::vector<bool> telling(behind.references.size(), false);
    std::vector<double> inside(behind.references.size(), 0);
    const auto tells = [&](double rest) { return rest > nobody && rest < behind.minimum; };
    for (std::size_t p = 0; p < behind.perimeters.size(); ++p) {
        if (is_secret(behind.perimeters[p], behind.minimum))
            continue;  // not shown, so it cannot be subtracted
        for (const std::size_t r : reference_of[p]) {
            inside[r] += *behind.perimeters[p];
            if (behind.references[r] && tells(*behind.references[r] - *behind.perimeters[p]))
                telling[r] = true;
        }
    }
    for (std::size_t r = 0; r < telling.size(); ++r)
        if (behind.references[r] && tells(*behind.references[r] - inside[r])) telling[r] = true;
    return telling;
}

}  // namespace lisiere::census
